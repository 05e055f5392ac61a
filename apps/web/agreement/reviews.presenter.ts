import type { ReviewForm, ReviewView } from '@broker/agreement';
import { localDateText } from '../format/dates.js';
import { dayItems } from '../format/date-fields.js';

const OUTCOMES = { keep: 'The agreement stays as it is', revise: 'A new version is drafted' } as const;

/** When the agreement is reviewed next, what reviews came to, and the form for a new one. @param wrong field that was refused. */
export function presentReviews(
  { dueOn, isOverdue, held }: ReviewView,
  mayRecord: boolean,
  fields: ReviewForm = { heldOn: '', outcome: '', note: '', nextReviewOn: '' },
  wrong?: string,
) {
  return {
    due: dueOn && localDateText(dueOn),
    isOverdue,
    held: held.map((review) => ({
      on: localDateText(review.heldOn),
      outcome: OUTCOMES[review.outcome],
      version: review.version,
      note: review.note,
      next: localDateText(review.nextReviewOn),
    })),
    mayRecord,
    note: fields.note,
    heldOn: dayItems(fields.heldOn, wrong === 'heldOn'),
    nextReviewOn: dayItems(fields.nextReviewOn, wrong === 'nextReviewOn'),
    outcomes: Object.entries(OUTCOMES).map(([value, text]) => ({ value, text, checked: fields.outcome === value })),
  };
}
