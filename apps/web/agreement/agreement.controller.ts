import { Get, Render } from '@nestjs/common';
import { AgreementQueries, AgreementService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentAgreement, type AgreementPage } from './agreement.presenter.js';

/** The agreement in force: its words, its purposes, and who has signed it. */
@Page()
export class AgreementController {
  constructor(
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
  ) {}

  @Get(paths.agreement.pattern)
  @Act('agreement.view')
  @Render('agreement/agreement')
  async show(@CurrentActor() actor: Actor): Promise<AgreementPage> {
    return presentAgreement(
      await this.agreements.versionInForce(actor.partnershipId),
      await this.queries.signatories(actor.partnershipId),
    );
  }
}
