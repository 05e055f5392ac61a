import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { AgreementFolder } from './agreement-folder.js';
import { NoticesModule } from '@broker/notices';
import { AgreementCalendar } from './agreement-calendar.service.js';
import { AgreementQueries } from './agreement.queries.js';
import { AgreementReview } from './agreement-review.entity.js';
import { AgreementService } from './agreement.service.js';
import { AgreementTidings } from './agreement-tidings.service.js';
import { AgreementVersion } from './agreement-version.entity.js';
import { AgreementWithdrawal } from './agreement-withdrawal.entity.js';
import { AuthorisationService } from './authorisation.service.js';
import { PartnerQueries } from './partner.queries.js';
import { BreakGlassUse } from './break-glass/break-glass-use.entity.js';
import { BreakGlass } from './break-glass/break-glass.entity.js';
import { BreakGlassQueries } from './break-glass/break-glass.queries.js';
import { BreakGlassReviewService } from './break-glass/break-glass-review.service.js';
import { BreakGlassService } from './break-glass/break-glass.service.js';
import { DraftService } from './draft.service.js';
import { Partnership } from './partnership.entity.js';
import { PartnershipService } from './partnership.service.js';
import { ReviewService } from './review.service.js';
import { Signatory } from './signatory.entity.js';
import { SignatoryService } from './signatory.service.js';
import { Signature } from './signature.entity.js';
import { SigningService } from './signing.service.js';
import { Succession } from './succession.entity.js';
import { SuccessionService } from './succession.service.js';
import { WithdrawalService } from './withdrawal.service.js';

const services = [
  AgreementService,
  AgreementQueries,
  AgreementCalendar,
  AgreementTidings,
  AuthorisationService,
  BreakGlassQueries,
  BreakGlassService,
  DraftService,
  PartnerQueries,
  PartnershipService,
  ReviewService,
  SignatoryService,
  SigningService,
  SuccessionService,
  WithdrawalService,
];

/** Partnerships, the versions of their agreements, who has signed, and who may therefore do what. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Partnership,
      AgreementVersion,
      Signatory,
      Signature,
      AgreementWithdrawal,
      Succession,
      AgreementReview,
      BreakGlass,
      BreakGlassUse,
    ]),
    DeadlinesModule,
    IdentityModule,
    LedgerModule,
    NoticesModule,
  ],
  providers: [...services, AgreementFolder, BreakGlassReviewService],
  exports: services,
})
export class AgreementModule {}
