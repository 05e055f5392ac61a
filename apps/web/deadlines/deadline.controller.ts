import { Get, Inject, Param, Render } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { DeadlineExplainer, DeadlineQueries, noSuchDeadline } from '@broker/deadlines';
import { deadlineScopeOf, type Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentDeadline, type DeadlinePage } from './deadline.presenter.js';

/** One deadline: why this date? */
@Page()
export class DeadlineController {
  constructor(
    private readonly deadlines: DeadlineQueries,
    private readonly explainer: DeadlineExplainer,
    private readonly agreements: AgreementQueries,
    private readonly denials: DenialService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.deadline.pattern)
  @Act('deadline.view')
  @Render('deadlines/deadline')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DeadlinePage> {
    const found = await this.deadlines.one(deadlineScopeOf(actor), id);
    const deadline = await this.denials.found(found, actor, 'deadline.view', noSuchDeadline);
    const [explained] = await this.explainer.explain([deadline]);
    const signatories = await this.agreements.signatories(actor.partnershipId);
    return presentDeadline({
      explained: explained!,
      versions: await this.deadlines.versions(deadline),
      agencies: new Map(signatories.map(({ agencyId, agency }) => [agencyId, agency])),
      now: this.clock.now(),
    });
  }
}
