import { Get, Inject, Param, Query, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { ExchangeQueries, noSuchSubmission, type SubmissionView } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { presentProgress, type Progress } from './progress.presenter.js';
import { refusedRowsCsv } from './refused-rows.presenter.js';
import { CELLS_SHOWN, presentSubmission, type SubmissionPage } from './submission.presenter.js';

/** One submission of the agency: its check, its verdict, and what partners would see of it. */
@Page()
export class SubmissionController {
  constructor(
    private readonly authorisation: AuthorisationService,
    private readonly exchange: ExchangeQueries,
    private readonly ledger: LedgerService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.submission.pattern)
  @Act('submission.view')
  @Render('submissions/submission')
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<SubmissionPage> {
    const submission = await this.find(id, actor);
    const hasCells = submission.state === 'checked' || submission.state === 'released';
    const from = Number(after);
    const page = { after: Number.isInteger(from) && from > 0 ? from : 0, limit: CELLS_SHOWN };
    return presentSubmission({
      submission,
      progress: presentProgress(submission, this.clock.now()),
      refusal: submission.refusal && (await this.shell.explain(submission.refusal, actor)),
      cells: hasCells ? await this.exchange.cells(id, {}, page) : null,
      evidence: await this.ledger.entriesOf({ kind: 'submission', id }, actor.partnershipId),
      maySeeProof: (await this.authorisation.mayAct(actor, 'ledger.view')).ok,
      mayDecide: (await this.authorisation.mayAct(actor, 'submission.decide')).ok,
    });
  }

  @Get(paths.submissionProgress.pattern)
  @Act('submission.view')
  async progress(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Progress> {
    return presentProgress(await this.find(id, actor), this.clock.now());
  }

  @Get(paths.refusedRows.pattern)
  @Act('submission.view')
  async refusedRows(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const { report } = await this.find(id, actor);
    response.attachment('refused-rows.csv').send(report ? refusedRowsCsv(report) : '');
  }

  private async find(id: string, actor: Actor): Promise<SubmissionView> {
    const submission = await this.exchange.submission(actor.partnershipId, actor.agencyId, id);
    return this.denials.found(submission, actor, 'submission.view', noSuchSubmission);
  }
}
