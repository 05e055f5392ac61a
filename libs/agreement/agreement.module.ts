import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { AgreementFolder } from './agreement-folder.js';
import { AgreementQueries } from './agreement.queries.js';
import { AgreementReview } from './agreement-review.entity.js';
import { AgreementService } from './agreement.service.js';
import { AgreementVersion } from './agreement-version.entity.js';
import { AgreementWithdrawal } from './agreement-withdrawal.entity.js';
import { AuthorisationService } from './authorisation.service.js';
import { PartnerQueries } from './partner.queries.js';
import { Partnership } from './partnership.entity.js';
import { PartnershipService } from './partnership.service.js';
import { Signatory } from './signatory.entity.js';
import { Signature } from './signature.entity.js';
import { Succession } from './succession.entity.js';

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
    ]),
    IdentityModule,
    LedgerModule,
  ],
  providers: [
    AgreementService,
    AgreementQueries,
    AuthorisationService,
    PartnershipService,
    PartnerQueries,
    AgreementFolder,
  ],
  exports: [AgreementService, AgreementQueries, AuthorisationService, PartnershipService, PartnerQueries],
})
export class AgreementModule {}
