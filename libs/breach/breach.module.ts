import { Module } from '@nestjs/common';

/** Breaches of the agreement and their four clocks (ISA-32). */
@Module({})
export class BreachModule {}
