import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { ExchangeQueries, noSuchSubmission, ReleaseService } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { presentDecision, type DecisionPage } from './decision.presenter.js';

/** The decision not to release a submission. */
@Page()
export class SubmissionWithdrawalController {
  constructor(
    private readonly exchange: ExchangeQueries,
    private readonly releases: ReleaseService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.submissionWithdrawal.pattern)
  @Act('submission.decide')
  @Render('submissions/withdraw')
  ask(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DecisionPage> {
    return this.page(id, actor);
  }

  @Post(paths.submissionWithdrawal.pattern)
  @Act('submission.decide')
  async withdraw(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.page(id, actor);
    const reason = typeof form?.['reason'] === 'string' ? form['reason'] : '';
    const withdrawn = await this.releases.withdraw(actor, id, reason);
    if (withdrawn.ok) return response.redirect(303, paths.submission({ id }));
    response.status(422).render('submissions/withdraw', {
      ...page,
      reason,
      refusal: await this.shell.explain(withdrawn.refusal, actor),
      errors: [{ text: withdrawn.refusal.message, href: '#reason' }],
    });
  }

  private async page(id: string, actor: Actor): Promise<DecisionPage> {
    const found = await this.exchange.submission(actor.partnershipId, actor.agencyId, id);
    return presentDecision(await this.denials.found(found, actor, 'submission.decide', noSuchSubmission), null);
  }
}
