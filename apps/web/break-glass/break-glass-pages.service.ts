import { Inject, Injectable } from '@nestjs/common';
import { AuthorisationService, BreakGlassQueries, BreakGlassService, noSuchOpening } from '@broker/agreement';
import { ExchangeQueries } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock, type Refusal } from '@broker/kernel';
import { DenialService } from '../shell/denial.service.js';
import { presentOpening, type OpeningPage } from './break-glass.presenter.js';

/** Gathers the page of one opening, which is shown by itself and again after a judgement that was not taken. */
@Injectable()
export class BreakGlassPages {
  constructor(
    private readonly queries: BreakGlassQueries,
    private readonly breakGlass: BreakGlassService,
    private readonly exchange: ExchangeQueries,
    private readonly authorisation: AuthorisationService,
    private readonly denials: DenialService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The page for an actor; throws the refusal towards its page (404) when they may not see the opening. */
  async opening(actor: Actor, id: string, sent: { refusal?: Refusal; words?: string } = {}): Promise<OpeningPage> {
    const found = await this.queries.opening(actor, id);
    const opening = await this.denials.found(found, actor, 'break-glass.view', noSuchOpening);
    const isOwn = opening.officerId === actor.officerId;
    const judges = actor.role === 'auditor' || actor.agencyId === opening.ownerAgencyId;
    return presentOpening({
      opening,
      uses: await this.queries.uses(id),
      now: this.clock.now(),
      isOwn,
      mayJudge: judges && (await this.authorisation.mayAct(actor, 'break-glass.review')).ok,
      submissions: await this.breakGlass.list(actor, id, (owner) =>
        this.exchange.submissions(actor.partnershipId, owner),
      ),
      ...sent,
    });
  }
}
