import { Get, Render } from '@nestjs/common';
import { AgreementQueries, AuthorisationService } from '@broker/agreement';
import { ExchangeQueries } from '@broker/exchange';
import type { Act as ActName, Actor } from '@broker/identity';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentDatasets, type DatasetsPage } from './datasets.presenter.js';

/** The datasets of the agreement: those the agency holds, and those of others. */
@Page()
export class DatasetsController {
  constructor(
    private readonly authorisation: AuthorisationService,
    private readonly agreements: AgreementQueries,
    private readonly exchange: ExchangeQueries,
  ) {}

  @Get(paths.datasets.pattern)
  @Act('dataset.view')
  @Render('datasets/datasets')
  async show(@CurrentActor() actor: Actor): Promise<DatasetsPage> {
    const may = async (act: ActName) => (await this.authorisation.mayAct(actor, act)).ok;
    const names = await this.agreements.namesOf(actor.appointmentId);
    return presentDatasets({
      agencyKind: names?.agencyKind ?? null,
      mayUpload: await may('submission.upload'),
      submissions: (await may('submission.view'))
        ? await this.exchange.submissions(actor.partnershipId, actor.agencyId, { limit: 200, offset: 0 })
        : null,
    });
  }
}
