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
  async answer(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    await this.page(actor, id, 'finding.answer'); // 404 for a finding that is not this person's to see
    const answered = await this.findings.answer(actor, id, textOf(form, 'words'));
    return this.after(answered, { actor, id, act: 'finding.answer', form, response });
  }

  /** Both buttons of the auditor's form come here; `step` says which was pressed. */
  @Post(paths.findingFollowUp.pattern)
  @Act('finding.record')
  async followUp(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    await this.page(actor, id, 'finding.record');
    const words = textOf(form, 'words');
    const followed =
      textOf(form, 'step') === 'reopen'
        ? await this.findings.reopen(actor, id, words, dayOf(form, 'followUpOn'))
        : await this.findings.close(actor, id, words);
    return this.after(followed, { actor, id, act: 'finding.record', form, response });
  }

  /** Back to the finding; with a refusal, to what was typed. */
  private async after(
    done: Result<null>,
    { actor, id, act, form, response }: { actor: Actor; id: string; act: ActName; form: Form; response: Response },
  ): Promise<void> {
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
