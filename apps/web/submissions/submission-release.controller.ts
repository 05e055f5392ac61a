import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { AgreementService } from '@broker/agreement';
import { ExchangeQueries, noSuchSubmission, ReleaseService } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { presentDecision, type ReleaseDecisionPage } from './decision.presenter.js';

/** The decision to release a submission, for one purpose of the agreement. */
@Page()
export class SubmissionReleaseController {
  constructor(
    private readonly exchange: ExchangeQueries,
    private readonly agreements: AgreementService,
    private readonly releases: ReleaseService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.submissionRelease.pattern)
  @Act('submission.decide')
  @Render('submissions/release')
  ask(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ReleaseDecisionPage> {
    return this.page(id, actor);
  }

  @Post(paths.submissionRelease.pattern)
  @Act('submission.decide')
  async release(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.page(id, actor);
    const purpose = typeof form?.['purpose'] === 'string' ? form['purpose'] : '';
    const missing = [{ text: 'Select the purpose of the release', href: '#purpose' }];
    if (!purpose) return response.status(400).render('submissions/release', { ...page, errors: missing });
    const released = await this.releases.release(actor, id, purpose);
    if (released.ok) return response.redirect(303, paths.release({ id: released.value.id }));
    response.status(422).render('submissions/release', {
      ...page,
      refusal: await this.shell.explain(released.refusal, actor),
      errors: [{ text: released.refusal.message, href: '#purpose' }],
    });
  }

  private async page(id: string, actor: Actor): Promise<ReleaseDecisionPage> {
    const found = await this.exchange.submission(actor.partnershipId, actor.agencyId, id);
    const submission = await this.denials.found(found, actor, 'submission.decide', noSuchSubmission);
    return presentDecision(submission, await this.agreements.versionBinding(actor.partnershipId, actor.agencyId));
  }
}
