import { Body, Param, Post, Res } from '@nestjs/common';
import { BreakGlassService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { BreakGlassPages } from './break-glass-pages.service.js';

/** The judgement whether an emergency opening was justified. */
@Page()
export class BreakGlassReviewController {
  constructor(
    private readonly breakGlass: BreakGlassService,
    private readonly pages: BreakGlassPages,
  ) {}

  @Post(paths.breakGlassReview.pattern)
  @Act('break-glass.review')
  async judge(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const { finding = '', words = '' } = form ?? {};
    const page = await this.pages.opening(actor, id); // 404 for an opening that is not this person's to see
    const judged = await this.breakGlass.review(actor, id, String(finding), String(words));
    if (judged.ok) return response.redirect(303, paths.breakGlassOne({ id }));
    const again = await this.pages.opening(actor, id, { refusal: judged.refusal, words: String(words) });
    response.status(422).render('break-glass/one', { ...page, ...again, errors: again.review?.errors });
  }
}
