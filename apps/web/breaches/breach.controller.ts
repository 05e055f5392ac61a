import { Get, Inject, Param, Post, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { BreachQueries, BreachService, noSuchBreach, type BreachView } from '@broker/breach';
import type { Act as ActName, Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { EvidencePages } from '../proof/evidence-pages.service.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { presentBreach, type BreachPage } from './breach.presenter.js';
import { presentReport, type ReportPage } from './report.presenter.js';

const ACTS = [
  'breach.report',
  'breach.receive',
  'breach.answer',
  'breach.meet',
  'breach.act',
  'breach.close',
  'breach.withdraw',
  'breach.merge',
] as const satisfies readonly ActName[];

/** One breach: its timeline, and the sending of its report. */
@Page()
export class BreachController {
  constructor(
    private readonly breaches: BreachService,
    private readonly queries: BreachQueries,
    private readonly authorisation: AuthorisationService,
    private readonly denials: DenialService,
    private readonly evidence: EvidencePages,
    private readonly shell: ShellService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.breach.pattern)
  @Act('breach.view')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    // Deadlines of a party or of an action name that part: whoever comes from one is led to the breach.
    const whole = await this.queries.idOfWhole(actor, id);
    if (whole) return response.redirect(302, paths.breach({ id: whole }));
    const view = await this.found(id, actor, 'breach.view');
    const page = await this.pageOf(view, actor);
    response.render('breaches/breach', await this.evidence.with(page, actor, 'breach', id));
  }

  private async pageOf(view: BreachView, actor: Actor): Promise<BreachPage> {
    const may = await Promise.all(
      ACTS.map(async (act) => [act, (await this.authorisation.mayAct(actor, act)).ok] as const),
    );
    return presentBreach({
      view,
      history: await this.queries.history(view),
      calendar: await this.queries.calendar(),
      now: this.clock.now(),
      agencyId: actor.agencyId,
      isManager: actor.role === 'partnership-manager',
      may: new Set(may.flatMap(([act, ok]) => (ok ? [act] : []))),
    });
  }

  @Get(paths.breachReport.pattern)
  @Act('breach.report')
  @Render('breaches/report')
  async check(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ReportPage> {
    return presentReport(await this.found(id, actor, 'breach.report'), await this.queries.calendar());
  }

  @Post(paths.breachReport.pattern)
  @Act('breach.report')
  async send(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const view = await this.found(id, actor, 'breach.report');
    const sent = await this.breaches.carryOut(actor, id, { step: 'report' });
    const calendar = await this.queries.calendar();
    if (sent.ok) return response.render('breaches/reported', presentReport({ ...view, breach: sent.value }, calendar));
    const refusal = await this.shell.explain(sent.refusal, actor);
    const errors = [{ text: sent.refusal.message, href: '#answers' }];
    response.status(422).render('breaches/report', { ...presentReport(view, calendar), refusal, errors });
  }

  private async found(id: string, actor: Actor, act: ActName): Promise<BreachView> {
    return this.denials.found(await this.queries.find(actor, id), actor, act, noSuchBreach);
  }
}
