import { Body, Get, Inject, Param, Post, Render, Res } from '@nestjs/common';
import { FindingService, noSuchFinding, SampleQueries } from '@broker/audit';
import type { Act as ActName, Actor } from '@broker/identity';
import { CLOCK, type Clock, type Result } from '@broker/kernel';
import type { Response } from 'express';
import { dayOf } from '../format/date-fields.js';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentFinding, presentFindings, type FindingPage, type FindingsPage } from './findings.presenter.js';

/** Findings: the list, and one with what the agency answers and the auditor decides. */
@Page()
export class FindingsController {
  constructor(
    private readonly queries: SampleQueries,
    private readonly findings: FindingService,
    private readonly denials: DenialService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.findings.pattern)
  @Act('finding.view')
  @Render('audit/findings')
  async list(@CurrentActor() actor: Actor): Promise<FindingsPage> {
    return presentFindings(await this.queries.findings(actor), actor, this.clock.now());
  }

  @Get(paths.finding.pattern)
  @Act('finding.view')
  @Render('audit/finding')
  show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FindingPage> {
    return this.page(actor, id, 'finding.view');
  }

  @Post(paths.findingAnswer.pattern)
  @Act('finding.answer')
  answer(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    return this.step(actor, id, 'finding.answer', form, response, () =>
      this.findings.answer(actor, id, textOf(form, 'words')),
    );
  }

  @Post(paths.findingReopening.pattern)
  @Act('finding.record')
  reopen(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    return this.step(actor, id, 'finding.record', form, response, () =>
      this.findings.reopen(actor, id, textOf(form, 'words'), dayOf(form, 'followUpOn')),
    );
  }

  @Post(paths.findingClosing.pattern)
  @Act('finding.record')
  close(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    return this.step(actor, id, 'finding.record', form, response, () =>
      this.findings.close(actor, id, textOf(form, 'words')),
    );
  }

  private async step(
    actor: Actor,
    id: string,
    act: ActName,
    form: Form,
    response: Response,
    work: () => Promise<Result<null>>,
  ): Promise<void> {
    await this.page(actor, id, act); // 404 for a finding that is not this person's to see
    const done = await work();
    if (done.ok) return response.redirect(303, paths.finding({ id }));
    const sent = { refusal: done.refusal, words: textOf(form, 'words'), followUpOn: dayOf(form, 'followUpOn') };
    response.status(422).render('audit/finding', await this.page(actor, id, act, sent));
  }

  private async page(
    actor: Actor,
    id: string,
    act: ActName,
    sent: Parameters<typeof presentFinding>[3] = {},
  ): Promise<FindingPage> {
    const found = await this.denials.found(await this.queries.finding(actor, id), actor, act, noSuchFinding);
    return presentFinding(found, actor, this.clock.now(), sent);
  }
}
