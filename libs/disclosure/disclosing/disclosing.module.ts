import { Module } from '@nestjs/common';

/** The information itself, and the disclosure record of it (ISA-7, 24). */
@Module({})
export class DisclosingModule {}
