import { Get, Inject, Query, Render } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { DeadlineExplainer, DeadlineKinds, DeadlineQueries } from '@broker/deadlines';
import { deadlineScopeOf, type Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { PAGE_LENGTH, pageNumber } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentDeadlines, type DeadlinesPage } from './deadlines.presenter.js';

/** What is due: of the person's agency, or of all for those who look after the partnership. */
@Page()
export class DeadlinesController {
  constructor(
    private readonly deadlines: DeadlineQueries,
    private readonly explainer: DeadlineExplainer,
    private readonly kinds: DeadlineKinds,
    private readonly agreements: AgreementQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.deadlines.pattern)
  @Act('deadline.view')
  @Render('deadlines/deadlines')
  async list(
    @CurrentActor() actor: Actor,
    @Query('kind') wanted: unknown,
    @Query('page') page: unknown,
  ): Promise<DeadlinesPage> {
    const scope = deadlineScopeOf(actor);
    const kind = typeof wanted === 'string' ? wanted : '';
    const number = pageNumber(page);
    const found = await this.deadlines.openFor(scope, kind || null, {
      limit: PAGE_LENGTH + 1,
      offset: (number - 1) * PAGE_LENGTH,
    });
    const signatories = await this.agreements.signatories(actor.partnershipId);
    const kinds = await this.deadlines.openKinds(scope);
    return presentDeadlines({
      explained: await this.explainer.explain(found.slice(0, PAGE_LENGTH)),
      agencies: new Map(signatories.map(({ agencyId, agency }) => [agencyId, agency])),
      agencyId: scope.agencyId,
      kinds: kinds.map((one) => ({ kind: one, title: this.kinds.titleOf(one) })),
      kind,
      now: this.clock.now(),
      page: number,
      hasMore: found.length > PAGE_LENGTH,
    });
  }
}
