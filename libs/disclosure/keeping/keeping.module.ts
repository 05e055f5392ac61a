import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { RetentionModule } from '../retention/index.js';
import { SubjectIndexModule } from '../subject-index/index.js';
import { FoiRequest } from './foi/foi-request.entity.js';
import { FoiQueries } from './foi/foi.queries.js';
import { FoiService } from './foi/foi.service.js';
import { KeepingFolder } from './keeping-folder.js';
import { KeepingNotices } from './keeping-notices.service.js';
import { OnwardRequest } from './onward/onward-request.entity.js';
import { OnwardQueries } from './onward/onward.queries.js';
import { OnwardService } from './onward/onward.service.js';
import { SimilarRequests } from './similar-requests.queries.js';
import { Consultation } from './subject-access/consultation.entity.js';
import { ConsultationService } from './subject-access/consultation.service.js';
import { FoundRecord } from './subject-access/found-record.entity.js';
import { HoldingsQueries } from './subject-access/holdings.queries.js';
import { SubjectAccessClock } from './subject-access/subject-access-clock.service.js';
import { SubjectAccessRows } from './subject-access/subject-access-rows.service.js';
import { SubjectAccessSearch } from './subject-access/subject-access-search.service.js';
import { SubjectAccess } from './subject-access/subject-access.entity.js';
import { SubjectAccessQueries } from './subject-access/subject-access.queries.js';
import { SubjectAccessService } from './subject-access/subject-access.service.js';

const services = [
  FoiService,
  FoiQueries,
  SubjectAccessService,
  SubjectAccessSearch,
  SubjectAccessQueries,
  ConsultationService,
  OnwardService,
  OnwardQueries,
  SimilarRequests,
];

/** What happens to disclosed information afterwards: onward disclosure, subject access, freedom of information (ISA-15, 17e, 26). */
@Module({
  imports: [
    TypeOrmModule.forFeature([FoiRequest, SubjectAccess, Consultation, FoundRecord, OnwardRequest]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
    SubjectIndexModule,
    RetentionModule,
  ],
  providers: [...services, KeepingFolder, KeepingNotices, HoldingsQueries, SubjectAccessClock, SubjectAccessRows],
  exports: [...services, RetentionModule],
})
export class KeepingModule {}
