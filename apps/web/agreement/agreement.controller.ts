import { Get, Param, Query, Render } from '@nestjs/common';
import {
  AgreementQueries,
  AgreementService,
  AuthorisationService,
  DraftService,
  noSuchVersion,
  ReviewService,
} from '@broker/agreement';
import type { Act as ActName, Actor } from '@broker/identity';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentAgreement, type AgreementPage } from './agreement.presenter.js';
import { presentComparison, type ComparisonPage } from './comparison.presenter.js';
import { presentVersion, type VersionPage } from './version.presenter.js';

/** The agreement: the version in force, every other version, and what each has changed. */
@Page()
export class AgreementController {
  constructor(
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
    private readonly drafts: DraftService,
    private readonly reviews: ReviewService,
    private readonly authorisation: AuthorisationService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.agreement.pattern)
  @Act('agreement.view')
  @Render('agreement/agreement')
  async show(@CurrentActor() actor: Actor): Promise<AgreementPage> {
    const { partnershipId, agencyId } = actor;
    const may = async (act: ActName) => (await this.authorisation.mayAct(actor, act)).ok;
    const draft = await may('agreement.draft');
    return presentAgreement({
      version: await this.agreements.versionInForce(partnershipId),
      versions: await this.agreements.versions(partnershipId),
      signatories: await this.queries.signatories(partnershipId),
      reviews: await this.reviews.of(partnershipId),
      draft: draft ? await this.drafts.find(partnershipId) : null,
      agencyId,
      may: {
        draft,
        sign: await may('agreement.sign'),
        withdraw: await may('agreement.withdraw'),
        name: await may('signatory.name'),
      },
    });
  }

  @Get(paths.agreementVersion.pattern)
  @Act('agreement.view')
  @Render('agreement/version')
  async version(@Param('version') number: string, @CurrentActor() actor: Actor): Promise<VersionPage> {
    return presentVersion(await this.found(number, actor));
  }

  @Get(paths.agreementComparison.pattern)
  @Act('agreement.view')
  @Render('agreement/compare')
  async compare(
    @Param('version') number: string,
    @Query('all') all: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<ComparisonPage> {
    const after = await this.found(number, actor);
    return presentComparison({
      before: await this.agreements.version(actor.partnershipId, after.version - 1),
      after,
      isDraft: false,
      isWhole: all === 'yes',
      href: paths.agreementComparison({ version: number }),
      back: { href: paths.agreement({}), text: 'Back to the agreement' },
    });
  }

  private async found(number: string, actor: Actor) {
    const version = /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0;
    const found = await this.agreements.version(actor.partnershipId, version);
    return this.denials.found(found, actor, 'agreement.view', noSuchVersion);
  }
}
