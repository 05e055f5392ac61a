import { Get, Post, Query, Render, Res } from '@nestjs/common';
import { DraftService, noDraft, type DraftView } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { PageRefused } from '../shell/page-errors.js';
import { presentComparison, type ComparisonPage } from './comparison.presenter.js';
import { presentDraft } from './draft.presenter.js';
import { presentTerms } from './terms.presenter.js';

/** The draft of the next version: begun, looked at, compared, sent for signature or given up. */
@Page()
export class DraftController {
  constructor(
    private readonly drafts: DraftService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.draft.pattern)
  @Act('agreement.draft')
  async show(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const found = await this.drafts.find(actor.partnershipId);
    if (found) response.render('agreement/draft', presentDraft(found));
    else response.render('agreement/draft-start');
  }

  @Post(paths.draft.pattern)
  @Act('agreement.draft')
  async start(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const started = await this.drafts.start(actor);
    if (!started.ok) throw new PageRefused(409, started.refusal);
    response.redirect(303, paths.draft({}));
  }

  @Get(paths.draftComparison.pattern)
  @Act('agreement.draft')
  @Render('agreement/compare')
  async compare(@Query('all') all: unknown, @CurrentActor() actor: Actor): Promise<ComparisonPage> {
    const { draft, before } = await this.found(actor);
    return presentComparison({
      before,
      after: draft,
      isDraft: true,
      isWhole: all === 'yes',
      href: paths.draftComparison({}),
      back: { href: paths.draft({}), text: 'Back to the draft' },
    });
  }

  @Get(paths.draftSending.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-send')
  async askToSend(@CurrentActor() actor: Actor) {
    const found = await this.found(actor);
    return { ...presentDraft(found), terms: presentTerms(found.draft) };
  }

  @Post(paths.draftSending.pattern)
  @Act('agreement.draft')
  async send(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const sent = await this.drafts.send(actor);
    if (!sent.ok) throw new PageRefused(409, sent.refusal);
    response.redirect(303, paths.agreement({}));
  }

  @Get(paths.draftDiscarding.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-discard')
  async askToDiscard(@CurrentActor() actor: Actor) {
    return presentDraft(await this.found(actor));
  }

  @Post(paths.draftDiscarding.pattern)
  @Act('agreement.draft')
  async discard(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const given = await this.drafts.discard(actor);
    if (!given.ok) throw new PageRefused(409, given.refusal);
    response.redirect(303, paths.agreement({}));
  }

  private async found(actor: Actor): Promise<DraftView> {
    return this.denials.found(await this.drafts.find(actor.partnershipId), actor, 'agreement.draft', noDraft);
  }
}
