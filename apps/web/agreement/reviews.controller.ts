import { Body, Get, Post, Render, Res } from '@nestjs/common';
import { AuthorisationService, ReviewService, type ReviewForm } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { dayOf } from '../format/date-fields.js';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { presentReviews } from './reviews.presenter.js';

/** The reviews of the agreement: when the next is due, and what earlier ones came to. */
@Page()
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly authorisation: AuthorisationService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.reviews.pattern)
  @Act('agreement.view')
  @Render('agreement/reviews')
  show(@CurrentActor() actor: Actor) {
    return this.page(actor);
  }

  @Post(paths.reviews.pattern)
  @Act('agreement.review')
  async record(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const fields: ReviewForm = {
      heldOn: dayOf(form, 'heldOn'),
      outcome: textOf(form, 'outcome'),
      note: textOf(form, 'note'),
      nextReviewOn: dayOf(form, 'nextReviewOn'),
    };
    const recorded = await this.reviews.record(actor, fields);
    if (recorded.ok) return response.redirect(303, paths.reviews({}));
    const field = FIELDS[recorded.refusal.code] ?? 'heldOn';
    response.status(422).render('agreement/reviews', {
      ...(await this.page(actor, fields, field)),
      refusal: await this.shell.explain(recorded.refusal, actor),
      errors: [{ text: recorded.refusal.message, href: `#${field.endsWith('On') ? `${field}-day` : field}` }],
      errorOf: { [field]: { text: recorded.refusal.message } },
    });
  }

  private async page(actor: Actor, fields?: ReviewForm, wrong?: string) {
    const mayRecord = (await this.authorisation.mayAct(actor, 'agreement.review')).ok;
    return presentReviews(await this.reviews.of(actor.partnershipId), mayRecord, fields, wrong);
  }
}

/** The field that a refusal is about. */
const FIELDS: Record<string, string> = {
  'agreement/review-held': 'heldOn',
  'agreement/review-outcome': 'outcome',
  'agreement/review-note': 'note',
  'agreement/review-next': 'nextReviewOn',
};
