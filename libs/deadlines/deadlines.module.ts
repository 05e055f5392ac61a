import { Module } from '@nestjs/common';

/** Deadlines, armed in the transaction that starts their clock, and the calendar under them. */
@Module({})
export class DeadlinesModule {}
