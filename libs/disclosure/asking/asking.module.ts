import { Module } from '@nestjs/common';

/** Requests for personal information and the decisions on them (ISA-12 to 18, 26 to 29). */
@Module({})
export class AskingModule {}
