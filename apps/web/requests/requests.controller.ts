import { Body, Get, Inject, Post, Query, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { RequestQueries, RequestService } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { formFaults, refusalSentence, textOf, type Form } from '../format/form.js';
import { PAGE_LENGTH, pageNumber } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentRequests, readBox, readUrgency, readWhich, type RequestsPage } from './requests.presenter.js';

/** The list of requests, and the first question of a new one: would depersonalised information do? (ISA-27) */
@Page()
export class RequestsController {
  constructor(
    private readonly requests: RequestService,
    private readonly queries: RequestQueries,
    private readonly authorisation: AuthorisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.requests.pattern)
  @Act('request.view')
  @Render('requests/requests')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<RequestsPage> {
    const [box, which, urgency] = [readBox(query['box']), readWhich(query['which']), readUrgency(query['urgency'])];
    const page = pageNumber(query['page']);
    const views = await this.queries.list(actor, {
      box,
      which: which === 'all' ? null : which,
      urgency: urgency || null,
      limit: PAGE_LENGTH + 1,
      offset: (page - 1) * PAGE_LENGTH,
    });
    const mayAsk = (await this.authorisation.mayAct(actor, 'request.ask')).ok;
    return presentRequests({ views, box, which, urgency, page, now: this.clock.now(), mayAsk });
  }

  @Get(paths.newRequest.pattern)
  @Act('request.ask')
  @Render('requests/new')
  ask() {
    return pageOf({}, {});
  }

  @Post(paths.newRequest.pattern)
  @Act('request.ask')
  async open(@CurrentActor() actor: Actor, @Body() form: Form, @Res() response: Response): Promise<void> {
    const would = textOf(form, 'would');
    if (would === 'yes') return response.redirect(303, paths.releases({}));
    const fault = 'Say whether depersonalised information would do.';
    if (would !== 'no') return response.status(422).render('requests/new', pageOf(form, { would: fault }));
    const started = await this.requests.start(actor, { whyIdentified: textOf(form, 'why') });
    if (started.ok) {
      const { id } = started.value;
      return response.redirect(303, paths.requestQuestion({ id, question: 'agency' }));
    }
    const faults = { why: refusalSentence(started.refusal) };
    response.status(422).render('requests/new', pageOf(form, faults));
  }
}

const pageOf = (form: Form, faults: Record<string, string>) => ({
  would: textOf(form, 'would'),
  why: textOf(form, 'why'),
  ...formFaults(faults),
});
