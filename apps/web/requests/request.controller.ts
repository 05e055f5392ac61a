import { Get, Inject, Param, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { CalendarService } from '@broker/deadlines';
import { DecisionDraftService, DisclosureQueries, NO_REQUEST_WORDS, RequestQueries } from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { EvidencePages } from '../proof/evidence-pages.service.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentRequest } from './request.presenter.js';
import { RequestPages } from './request-pages.service.js';

const ACTS = [
  'disclosure.make',
  'disclosure.view',
  'request.ask',
  'request.withdraw',
  'request.decide',
  'request.second',
] as const satisfies ActName[];

/** One request: what is asked and why, what has happened, and what this person may do now. */
@Page()
export class RequestController {
  constructor(
    private readonly queries: RequestQueries,
    private readonly drafts: DecisionDraftService,
    private readonly disclosures: DisclosureQueries,
    private readonly pages: RequestPages,
    private readonly authorisation: AuthorisationService,
    private readonly calendars: CalendarService,
    private readonly evidence: EvidencePages,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.request.pattern)
  @Act('request.view')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const view = await this.pages.found(id, actor, 'request.view');
    if (view.state === 'draft') return response.redirect(302, paths.requestCheck({ id }));
    const words = await this.pages.wordsOf(view);
    const may = await Promise.all(
      ACTS.map(async (act) => [act, (await this.authorisation.mayAct(actor, act)).ok] as const),
    );
    const allowed = new Set(may.flatMap(([act, ok]) => (ok ? [act] : [])));
    const disclosure = allowed.has('disclosure.view') ? await this.disclosures.ofRequest(actor, id) : null;
    const mayDecide = allowed.has('request.decide') && view.askedBy !== actor.officerId;
    const page = presentRequest({
      facts: await this.pages.around(view, words ?? NO_REQUEST_WORDS, actor),
      isDisposed: words === null,
      history: await this.queries.history(view),
      needsSecond: await this.queries.needsSecond(view),
      officerId: actor.officerId,
      may: allowed,
      saved: mayDecide ? await this.drafts.mark(actor, id) : null,
      disclosureId: disclosure?.id ?? null,
      now: this.clock.now(),
      calendar: await this.calendars.current(),
    });
    response.render('requests/request', await this.evidence.with(page, actor, 'request', id));
  }
}
