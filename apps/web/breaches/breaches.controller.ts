import { Body, Get, Inject, Post, Query, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { BreachQueries, BreachService } from '@broker/breach';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { PAGE_LENGTH, pageNumber } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { presentBreaches, type BreachesPage } from './breaches.presenter.js';
import { dateField, dateOf, type Sent } from './form-fields.js';

/** The list of breaches, and the first question of a new one. */
@Page()
export class BreachesController {
  constructor(
    private readonly breaches: BreachService,
    private readonly queries: BreachQueries,
    private readonly authorisation: AuthorisationService,
    private readonly shell: ShellService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.breaches.pattern)
  @Act('breach.view')
  @Render('breaches/breaches')
  async list(
    @CurrentActor() actor: Actor,
    @Query('which') wanted: unknown,
    @Query('page') page: unknown,
  ): Promise<BreachesPage> {
    const which = wanted === 'ended' || wanted === 'all' ? wanted : 'open';
    const number = pageNumber(page);
    const views = await this.queries.list(actor, {
      which: which === 'all' ? null : which,
      limit: PAGE_LENGTH + 1,
      offset: (number - 1) * PAGE_LENGTH,
    });
    return presentBreaches({
      views,
      which,
      page: number,
      calendar: await this.queries.calendar(),
      now: this.clock.now(),
      mayReport: (await this.authorisation.mayAct(actor, 'breach.report')).ok,
    });
  }

  @Get(paths.newBreach.pattern)
  @Act('breach.report')
  @Render('breaches/form')
  ask() {
    return pageOf(null);
  }

  @Post(paths.newBreach.pattern)
  @Act('breach.report')
  async open(@CurrentActor() actor: Actor, @Body() sent: Sent | undefined, @Res() response: Response): Promise<void> {
    const opened = await this.breaches.notice(actor, dateOf(sent ?? {}, 'aware'));
    if (opened.ok) return response.redirect(303, paths.breachStep({ id: opened.value.id, step: 'partners' }));
    const refusal = await this.shell.explain(opened.refusal, actor);
    const errors = [{ text: opened.refusal.message, href: '#aware' }];
    response.status(422).render('breaches/form', { ...pageOf(sent ?? {}), refusal, errors, faulty: 'aware' });
  }
}

const pageOf = (sent: Sent | null) => ({
  heading: 'When did your agency become aware?',
  caption: 'Report a breach',
  back: paths.breaches({}),
  button: 'Save and continue',
  fields: [
    dateField(
      'aware',
      'When did your agency become aware?',
      'The day on which somebody in your agency first knew. The five working days for the report are counted from it.',
      sent,
    ),
  ],
  errors: [],
});
