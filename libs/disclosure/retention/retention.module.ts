import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { SubjectIndexModule } from '../subject-index/subject-index.module.js';
import { DisposalCertificate } from './disposal-certificate.entity.js';
import { DisposalService } from './disposal.service.js';
import { LegalHold } from './legal-hold.entity.js';
import { Retention } from './retention.entity.js';
import { RetentionQueries } from './retention.queries.js';
import { RetentionService } from './retention.service.js';

/** How long personal information is kept, what holds it, and its disposal (ISA-23). Knows where things lie, and no other part. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Retention, LegalHold, DisposalCertificate]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
    SubjectIndexModule,
  ],
  providers: [RetentionService, RetentionQueries, DisposalService],
  exports: [RetentionService, RetentionQueries, DisposalService],
})
export class RetentionModule {}
