import { Get, Inject, Param, Post, Render, Res } from '@nestjs/common';
import { AuthorisationService, BreakGlassQueries, BreakGlassService, noSuchOpening } from '@broker/agreement';
import { ExchangeQueries, noSuchSubmission } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { PageRefused } from '../shell/page-errors.js';
import { BreakGlassPages } from './break-glass-pages.service.js';
import {
  presentOpenedSubmission,
  presentOpenings,
  type OpenedSubmissionPage,
  type OpeningLine,
  type OpeningPage,
} from './break-glass.presenter.js';

/** Records opened in an emergency: the list, one opening, and what it opens. */
@Page()
export class BreakGlassController {
  constructor(
    private readonly queries: BreakGlassQueries,
    private readonly breakGlass: BreakGlassService,
    private readonly pages: BreakGlassPages,
    private readonly exchange: ExchangeQueries,
    private readonly authorisation: AuthorisationService,
    private readonly denials: DenialService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.breakGlass.pattern)
  @Act('break-glass.view')
  @Render('break-glass/list')
  async list(@CurrentActor() actor: Actor): Promise<{ openings: OpeningLine[]; open: string | null }> {
    const mayOpen = (await this.authorisation.mayAct(actor, 'break-glass.open')).ok;
    return {
      openings: presentOpenings(await this.queries.openings(actor), this.clock.now()),
      open: mayOpen ? paths.breakGlassNew({}) : null,
    };
  }

  @Get(paths.breakGlassOne.pattern)
  @Act('break-glass.view')
  @Render('break-glass/one')
  show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OpeningPage> {
    return this.pages.opening(actor, id);
  }

  @Post(paths.breakGlassEnd.pattern)
  @Act('break-glass.end')
  async end(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const ended = await this.breakGlass.end(actor, id);
    await this.denials.found(ended.ok ? true : null, actor, 'break-glass.end', noSuchOpening);
    response.redirect(303, paths.breakGlassOne({ id }));
  }

  @Get(paths.breakGlassRecord.pattern)
  @Act('submission.view')
  @Render('break-glass/record')
  async record(
    @Param('id') id: string,
    @Param('submissionId') submissionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<OpenedSubmissionPage> {
    const found = await this.queries.opening(actor, id);
    const opening = await this.denials.found(found, actor, 'submission.view', noSuchOpening);
    const record = { kind: 'submission', id: submissionId };
    const read = await this.breakGlass.read(actor, id, record, (ownerAgencyId) =>
      this.exchange.submission(actor.partnershipId, ownerAgencyId, submissionId),
    );
    if (read.ok) return presentOpenedSubmission(opening, read.value);
    if (read.refusal.code !== noSuchOpening.code) throw new PageRefused(403, read.refusal, 'submission.view');
    return this.denials.found<OpenedSubmissionPage>(null, actor, 'submission.view', noSuchSubmission);
  }
}
