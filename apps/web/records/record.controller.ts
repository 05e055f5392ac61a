import { Get, Param, Post, Render, Res } from '@nestjs/common';
import { AgreementQueries, AuthorisationService } from '@broker/agreement';
import { RecordQueries, RecordWriting } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { EvidencePages, type WithEvidence } from '../proof/evidence-pages.service.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import { recordPdf } from './record-pdf.js';
import { presentRecord, type RecordPage } from './record.presenter.js';
import { RecordPages } from './record-pages.service.js';

/** One disclosure record: its six particulars, both sides of the exchange, its print (ISA-24). */
@Page()
export class RecordController {
  constructor(
    private readonly records: RecordQueries,
    private readonly writing: RecordWriting,
    private readonly agreements: AgreementQueries,
    private readonly authorisation: AuthorisationService,
    private readonly pages: RecordPages,
    private readonly evidence: EvidencePages,
  ) {}

  @Get(paths.record.pattern)
  @Act('record.view')
  @Render('records/record')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<RecordPage & WithEvidence> {
    const opened = await this.pages.opened(actor, id, 'record.view');
    const sides = await this.records.sides(actor, opened.record.exchangeId);
    const mayWrite = (await this.authorisation.mayAct(actor, 'record.write')).ok;
    return this.evidence.with(presentRecord(opened, sides, mayWrite), actor, 'record', id);
  }

  @Get(paths.recordPdf.pattern)
  @Act('record.view')
  async print(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const opened = await this.pages.opened(actor, id, 'record.view', 'pdf');
    const names = await this.agreements.namesOf(actor.appointmentId);
    const pdf = await recordPdf(opened, { partnership: names?.partnership ?? '', printedBy: names?.officer ?? '' });
    response.attachment(`${opened.record.reference}.pdf`).type('application/pdf').send(pdf);
  }

  @Post(paths.recordOwnSide.pattern)
  @Act('record.write')
  async takeUp(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const begun = await this.writing.takeUp(actor, id);
    if (!begun.ok) throw new PageRefused(404, begun.refusal);
    response.redirect(303, paths.record({ id: begun.value.id }));
  }
}
