import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { DisclosureModule } from '@broker/disclosure';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { AUDIT_ENTITIES } from './audit-entities.js';
import { AuditedRecords } from './log/audited-records.service.js';
import { RevealService } from './reveals/reveal.service.js';
import { FindingService } from './samples/finding.service.js';
import { SampleService } from './samples/sample.service.js';

const services = [RevealService, SampleService, FindingService];

/** The auditor's view of the disclosure log: masked, searched, revealed by two, with its exceptions (ISA-22). */
@Module({
  imports: [
    TypeOrmModule.forFeature([...AUDIT_ENTITIES]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
    DisclosureModule,
  ],
  providers: [AuditedRecords, ...services],
  exports: services,
})
export class AuditModule {}
