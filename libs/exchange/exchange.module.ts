import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { Collection } from './collection.entity.js';
import { CollectionService } from './collection.service.js';
import { DepersonalisedCell } from './depersonalised-cell.entity.js';
import { ExchangeFolder } from './exchange-folder.js';
import { ExchangeQueries } from './exchange.queries.js';
import { RegisterQueries } from './register.queries.js';
import { Release } from './release.entity.js';
import { ReleaseCertificateService } from './release-certificate.service.js';
import { ReleaseService } from './release.service.js';
import { Submission } from './submission.entity.js';
import { SubmissionCheckService } from './submission-check.service.js';
import { SubmissionService } from './submission.service.js';
import { SUBMISSION_QUEUE } from './submission-queue.js';
import { SubmissionWaker } from './submission-waker.service.js';

const services = [
  SubmissionService,
  SubmissionCheckService,
  SubmissionWaker,
  ReleaseService,
  ReleaseCertificateService,
  CollectionService,
  ExchangeQueries,
  RegisterQueries,
];

/** From a file to a release: submissions, the gate, releases and their collection. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Submission, DepersonalisedCell, Release, Collection]),
    BullModule.registerQueue({ name: SUBMISSION_QUEUE }),
    AgreementModule,
    IdentityModule,
    LedgerModule,
  ],
  providers: [...services, ExchangeFolder],
  exports: services,
})
export class ExchangeModule {}
