import { inOneAct } from '@broker/platform';
import { lockPartnership } from './lock-partnership.js';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, londonDate, RefusedError, type Clock, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { AgreementCalendar } from './agreement-calendar.service.js';
import { AgreementReview, type ReviewOutcome } from './agreement-review.entity.js';
import { AgreementService } from './agreement.service.js';
import { isLocalDate } from './domain/index.js';

/** What is recorded of a review. Days are written YYYY-MM-DD. */
export interface ReviewForm {
  heldOn: string;
  outcome: string;
  note: string;
  nextReviewOn: string;
}

/** When the agreement is to be reviewed, and what reviews came to. */
export interface ReviewView {
  /** Null when nothing sets a day. */
  dueOn: LocalDate | null;
  isOverdue: boolean;
  /** Newest first. */
  held: (Pick<AgreementReview, 'heldOn' | 'outcome' | 'note' | 'nextReviewOn' | 'recordedAt'> & { version: number })[];
}

const OUTCOMES: readonly ReviewOutcome[] = ['keep', 'revise'];
export const NOTE_MAX = 2000;

/** Regular reviews of the agreement (ISA-22). */
@Injectable()
export class ReviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly calendar: AgreementCalendar,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The reviews of a partnership's agreement: the day is the newer of what the version and the last review set. */
  async of(partnershipId: string): Promise<ReviewView> {
    const newest = await this.agreements.newestSent(partnershipId);
    const held = await this.dataSource.query<ReviewView['held']>(
      `SELECT r.held_on::text AS "heldOn", r.outcome, r.note, r.next_review_on::text AS "nextReviewOn",
              r.recorded_at AS "recordedAt", v.version
         FROM agreement_review r JOIN agreement_version v ON v.id = r.agreement_version_id
        WHERE r.partnership_id = $1 ORDER BY r.recorded_at DESC LIMIT 100`,
      [partnershipId],
    );
    const [last] = held;
    const isNewer = last && newest && last.recordedAt > newest.publishedAt;
    const dueOn = isNewer || !newest?.reviewOn ? (last?.nextReviewOn ?? newest?.reviewOn ?? null) : newest.reviewOn;
    return { dueOn, isOverdue: dueOn !== null && dueOn < londonDate(this.clock.now()), held };
  }

  /**
   * Records a review that was held.
   * @returns nothing, or `agreement/none-in-force`, `agreement/review-…`: its day, outcome, note or next day.
   */
  record(actor: Actor, form: ReviewForm): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const { partnershipId, officerId } = actor;
      await lockPartnership(manager, partnershipId);
      const version = await this.agreements.versionInForce(partnershipId, manager);
      if (!version) throw new RefusedError(noneInForce);
      const now = this.clock.now();
      const { heldOn, nextReviewOn, note, outcome } = accepted(form, londonDate(now));
      await manager.insert(AgreementReview, {
        partnershipId,
        agreementVersionId: version.id,
        heldOn,
        outcome,
        note,
        nextReviewOn,
        recordedBy: officerId,
        recordedAt: now,
      });
      await this.calendar.reviewed(manager, partnershipId, nextReviewOn, now);
      await this.ledger.append(manager, {
        event: 'AgreementReviewed',
        ...actorFields(actor),
        subject: { kind: 'agreement-version', id: version.id },
        at: now,
        facts: { version: version.version, heldOn, outcome, nextReviewOn },
      });
      return null;
    });
  }
}

function accepted({ heldOn, outcome, note, nextReviewOn }: ReviewForm, today: LocalDate) {
  const known = OUTCOMES.find((one) => one === outcome);
  if (!isLocalDate(heldOn) || heldOn > today) throw new RefusedError(heldWrong);
  if (!known) throw new RefusedError(outcomeMissing);
  if (!note.trim() || note.length > NOTE_MAX) throw new RefusedError(noteMissing);
  if (!isLocalDate(nextReviewOn) || nextReviewOn <= today) throw new RefusedError(nextWrong);
  return { heldOn, outcome: known, note: note.trim(), nextReviewOn };
}

/** Nothing is in force yet. */
export const noneInForce: Refusal = {
  code: 'agreement/none-in-force',
  clause: 'ISA-2',
  message: 'Your partnership has not published an agreement yet.',
  mend: 'Ask the partnership manager when it will be published.',
};

const heldWrong: Refusal = {
  code: 'agreement/review-held',
  clause: 'ISA-22',
  message: 'The day on which the review was held is missing, or has not come yet.',
  mend: 'Enter today or an earlier day.',
};

const outcomeMissing: Refusal = {
  code: 'agreement/review-outcome',
  clause: 'ISA-22',
  message: 'A review comes to one of two things: the agreement stays, or a new version is drafted.',
  mend: 'Choose one of them.',
};

const noteMissing: Refusal = {
  code: 'agreement/review-note',
  clause: 'ISA-22',
  message: `A review needs a note of what was looked at and found, in at most ${NOTE_MAX} characters.`,
  mend: 'Write it in a few sentences, without naming anybody.',
};

const nextWrong: Refusal = {
  code: 'agreement/review-next',
  clause: 'ISA-22',
  message: 'The day of the next review is missing or not in the future.',
  mend: 'Enter a day after today.',
};
