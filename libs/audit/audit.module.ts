import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { DisclosureModule } from '@broker/disclosure';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { AUDIT_ENTITIES } from './audit-entities.js';
import { AsItWasQueries } from './log/as-it-was.queries.js';
import { AuditedRecords } from './log/audited-records.service.js';
import { LogExportService } from './log/log-export.service.js';
import { LogOpeningService } from './log/log-opening.service.js';
import { LogRecordQueries } from './log/log-record.queries.js';
import { LogQueries } from './log/log.queries.js';
import { RevealQueries } from './reveals/reveal.queries.js';
import { RevealService } from './reveals/reveal.service.js';
import { FindingService } from './samples/finding.service.js';
import { SampleQueries } from './samples/sample.queries.js';
import { SampleService } from './samples/sample.service.js';

const services = [
  LogQueries,
  LogOpeningService,
  LogExportService,
  RevealService,
  RevealQueries,
  SampleService,
  SampleQueries,
  FindingService,
];

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
  providers: [AuditedRecords, LogRecordQueries, AsItWasQueries, ...services],
  exports: services,
})
export class AuditModule {}
