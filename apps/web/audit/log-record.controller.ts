import { Body, Get, Inject, Param, Post, Query, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import {
  FindingService,
  LogOpeningService,
  noSuchLogRow,
  notRevealed,
  RevealQueries,
  RevealService,
  type FindingPlace,
  type OpenedRecord,
} from '@broker/audit';
import type { Act as ActName, Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { dateOf, refusedForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { PageRefused } from '../shell/page-errors.js';
import { ShellService } from '../shell/shell.service.js';
import { AuditPages } from './audit-pages.service.js';
import { findingForm, FINDING_PLACES } from './finding-form.js';
import { presentLogPerson, presentLogRecord, type LogPersonPage, type LogRecordPage } from './log-record.presenter.js';
import { revealForm, REVEAL_PLACES } from './reveals.presenter.js';

/** One disclosure record for an auditor: masked, asked to be revealed, revealed, and found fault with. */
@Page()
export class LogRecordController {
  constructor(
    private readonly opening: LogOpeningService,
    private readonly reveals: RevealService,
    private readonly revealQueries: RevealQueries,
    private readonly findings: FindingService,
    private readonly pages: AuditPages,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
    private readonly authorisation: AuthorisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.logRecord.pattern)
  @Act('log.view')
  @Render('audit/record')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<LogRecordPage> {
    const opened = await this.opened(actor, id, 'log.view');
    const reveal = await this.revealQueries.newestOf(actor, id);
    return presentLogRecord(opened, await this.pages.words(actor), reveal, this.clock.now());
  }

  @Get(paths.logPerson.pattern)
  @Act('reveal.open')
  @Render('audit/person')
  async person(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<LogPersonPage> {
    const revealed = await this.opening.reveal(actor, id);
    if (revealed.ok) return presentLogPerson(id, revealed.value);
    if (revealed.refusal.code !== notRevealed.code)
      return this.denials.found<LogPersonPage>(null, actor, 'reveal.open', noSuchLogRow);
    await this.authorisation.recordRefusal(actor, 'reveal.open', revealed.refusal);
    throw new PageRefused(403, revealed.refusal);
  }

  @Get(paths.logReveal.pattern)
  @Act('reveal.ask')
  @Render('officers/form')
  async askReveal(@Param('id') id: string, @CurrentActor() actor: Actor) {
    const { row } = await this.opened(actor, id, 'reveal.ask');
    return revealForm(id, row.reference ?? '', undefined);
  }

  @Post(paths.logReveal.pattern)
  @Act('reveal.ask')
  async reveal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const asked = await this.reveals.ask(actor, id, textOf(form, 'purpose'), textOf(form, 'reason'));
    if (asked.ok) return response.redirect(303, paths.reveal(asked.value));
    const { row } = await this.opened(actor, id, 'reveal.ask');
    const explained = await this.shell.explain(asked.refusal, actor);
    const page = refusedForm(revealForm(id, row.reference ?? '', form), asked.refusal, explained, REVEAL_PLACES);
    response.status(422).render('officers/form', page);
  }

  @Get(paths.logFinding.pattern)
  @Act('finding.record')
  @Render('officers/form')
  async askFinding(@Param('id') id: string, @CurrentActor() actor: Actor, @Query() query: Form) {
    const { row } = await this.opened(actor, id, 'finding.record');
    return findingForm(row, query, undefined);
  }

  @Post(paths.logFinding.pattern)
  @Act('finding.record')
  async find(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Query() query: Form,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const asked = {
      severity: textOf(form, 'severity'),
      words: textOf(form, 'words'),
      rule: textOf(form, 'rule'),
      followUpOn: dateOf(form, 'followUpOn'),
    };
    const recorded = await this.findings.record(actor, placeOf(id, query), asked);
    if (recorded.ok) return response.redirect(303, paths.finding(recorded.value));
    const { row } = await this.opened(actor, id, 'finding.record');
    const explained = await this.shell.explain(recorded.refusal, actor);
    const page = refusedForm(findingForm(row, query, form), recorded.refusal, explained, FINDING_PLACES);
    response.status(422).render('officers/form', page);
  }

  private async opened(actor: Actor, id: string, act: ActName): Promise<OpenedRecord> {
    const opened = await this.opening.open(actor, id);
    return this.denials.found(opened.ok ? opened.value : null, actor, act, noSuchLogRow);
  }
}

/** Where a finding was met: at a place in a sample, when the address names one. */
function placeOf(recordId: string, query: Form): FindingPlace {
  const sampleId = textOf(query, 'sample');
  return sampleId ? { sampleId, position: Number(textOf(query, 'position')) } : { recordId };
}
