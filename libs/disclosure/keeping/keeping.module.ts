import { Module } from '@nestjs/common';

/** What happens to disclosed information afterwards: onward disclosure, retention, disposal, subject access (ISA-15, 17e, 23, 26). */
@Module({})
export class KeepingModule {}
