import { Module } from '@nestjs/common';

/** The auditor's view of the disclosure log: masked, searched, revealed by two, with its exceptions (ISA-22). */
@Module({})
export class AuditModule {}
