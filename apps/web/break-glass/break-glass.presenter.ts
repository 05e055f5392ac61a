import { BREAK_GLASS_MINUTES, EMERGENCIES, openUntil, type OpeningUse, type OpeningView } from '@broker/agreement';
import { datasetById } from '@broker/catalogue';
import type { SubmissionView } from '@broker/exchange';
import type { Refusal } from '@broker/kernel';
import { localDateText, momentText, timeText } from '../format/dates.js';
import { countText } from '../format/numbers.js';
import { paths } from '../paths.js';
import { presentReport, type ReportView } from '../submissions/report.presenter.js';
import { presentState } from '../submissions/state.presenter.js';
import type { Tag } from '../format/tag.js';
import { periodOf } from '../submissions/submissions.presenter.js';

/** An opening in the list. */
export interface OpeningLine {
  href: string;
  text: string;
  by: string;
  when: string;
  looked: string;
  tag: Tag;
  judge: string;
}

type FieldErrors = Partial<Record<'ownerAgencyId' | 'emergency' | 'reason' | 'minutes', { text: string }>>;
type FormError = { text: string; href: string };

/** What the form shows on which records are opened. */
export interface OpeningForm {
  agencies: { value: string; text: string; selected: boolean }[];
  emergencies: { value: string; text: string; checked: boolean }[];
  durations: { value: string; text: string; checked: boolean }[];
  reason: string;
  errors: FormError[];
  fieldErrors: FieldErrors;
}

/** What was typed into the form. */
export type TypedOpening = Partial<Record<'ownerAgencyId' | 'emergency' | 'reason' | 'minutes', string>>;

/** The records of an opening, as its officer sees them while it is open. */
export interface OpenRecord {
  href: string;
  title: string;
  tag: Tag;
}

/** One opening. */
export interface OpeningPage {
  title: string;
  sentence: string;
  isOpen: boolean;
  rows: { key: { text: string }; value: { text: string } }[];
  uses: string[][];
  /** Null for everybody but the officer who opened. */
  records: OpenRecord[] | null;
  end: string | null;
  judged: { tag: Tag; text: string; words: string } | null;
  /** Where it is judged; null for those who may not. */
  review: { href: string; errors: FormError[]; fieldErrors: Record<string, { text: string }>; words: string } | null;
}

/** A submission's report under an opening: what became of the file, and no row of it. */
export interface OpenedSubmissionPage {
  title: string;
  tag: Tag;
  back: string;
  warning: string;
  report: ReportView | null;
}

const JUSTIFIED: Tag = { text: 'Justified', classes: 'govuk-tag--green' };
const NOT_JUSTIFIED: Tag = { text: 'Not justified', classes: 'govuk-tag--red' };

/** The list, in the order given. */
export const presentOpenings = (openings: readonly OpeningView[], now: Date): OpeningLine[] =>
  openings.map((opening) => ({
    href: paths.breakGlassOne({ id: opening.id }),
    text: `Records of ${opening.owner}`,
    by: `${opening.officer}, ${opening.agency}`,
    when: momentText(opening.openedAt),
    looked: countText(opening.uses, 'record'),
    tag: tagOf(opening, now),
    judge: opening.reviewedAt ? '' : `Judge by ${localDateText(opening.reviewDueOn)}`,
  }));

/** @param agencies the other signatories; @param typed what came back with a refusal. */
export function presentOpeningForm(
  agencies: readonly { agencyId: string; agency: string }[],
  typed: TypedOpening = {},
  refusal?: Refusal,
): OpeningForm {
  const field = refusal && (FIELDS[refusal.code] ?? 'ownerAgencyId');
  const text = refusal ? `${refusal.message} ${refusal.mend}` : '';
  const minutes = typed.minutes ?? String(BREAK_GLASS_MINUTES[0]);
  return {
    agencies: [
      { value: '', text: 'Choose an agency', selected: !typed.ownerAgencyId },
      ...agencies.map(({ agencyId, agency }) => ({
        value: agencyId,
        text: agency,
        selected: agencyId === typed.ownerAgencyId,
      })),
    ],
    emergencies: Object.entries(EMERGENCIES).map(([value, words]) => ({
      value,
      text: capital(words),
      checked: value === typed.emergency,
    })),
    durations: BREAK_GLASS_MINUTES.map((value) => ({
      value: String(value),
      text: `${value} minutes`,
      checked: String(value) === minutes,
    })),
    reason: typed.reason ?? '',
    errors: field ? [{ text, href: `#${field}` }] : [],
    fieldErrors: field ? { [field]: { text } } : {},
  };
}

const FIELDS: Record<string, keyof FieldErrors> = {
  'agreement/no-such-emergency': 'emergency',
  'agreement/emergency-reason-missing': 'reason',
  'agreement/emergency-too-long': 'minutes',
};

/** What one opening's page is made of. */
export interface OpeningFacts {
  opening: OpeningView;
  uses: readonly OpeningUse[];
  now: Date;
  /** Whether the reader opened it. */
  isOwn: boolean;
  mayJudge: boolean;
  /** The owning agency's submissions; only for the officer who opened, while it is open. */
  submissions: readonly SubmissionView[] | null;
  refusal?: Refusal;
  words?: string;
}

/** One opening for whoever may see it. */
export function presentOpening(facts: OpeningFacts): OpeningPage {
  const { opening, uses, now, isOwn } = facts;
  const isOpen = openUntil(opening) > now;
  const { id } = opening;
  return {
    title: `Records of ${opening.owner}, opened in an emergency`,
    sentence: sentenceOf(opening, isOpen, isOwn),
    isOpen,
    rows: rowsOf(opening),
    uses: uses.map(({ recordKind, usedAt }) => [capital(recordKind), momentText(usedAt)]),
    records: facts.submissions?.map((one) => recordOf(id, one)) ?? null,
    end: isOwn && isOpen ? paths.breakGlassEnd({ id }) : null,
    judged: judgementOf(opening),
    review: facts.mayJudge && !isOwn && !opening.reviewedAt ? reviewOf(facts) : null,
  };
}

/** One submission of the owning agency: its report, without any row of the file. */
export function presentOpenedSubmission(
  { id, owner, endsAt }: OpeningView,
  submission: SubmissionView,
): OpenedSubmissionPage {
  return {
    title: titleOf(submission),
    tag: presentState(submission.state),
    back: paths.breakGlassOne({ id }),
    warning: `Opened in an emergency, until ${timeText(endsAt)}. ${owner} sees that you have looked at this.`,
    report: submission.report && presentReport(submission.report),
  };
}

const sentenceOf = (opening: OpeningView, isOpen: boolean, isOwn: boolean): string => {
  const until = timeText(openUntil(opening));
  if (isOpen && isOwn)
    return `They are open to you until ${until}, to be read only. Each record that you look at is recorded.`;
  return isOpen
    ? `They are open to ${opening.officer} until ${until}.`
    : `They were open until ${until} and are closed again.`;
};

const rowsOf = (opening: OpeningView) =>
  [
    ['Opened by', `${opening.officer}, ${opening.agency}`],
    ['Opened on', momentText(opening.openedAt)],
    ['Because', capital(EMERGENCIES[opening.emergency])],
    ['Reason given', opening.reason],
    ['To be judged by', localDateText(opening.reviewDueOn)],
  ].map(([key = '', text = '']) => ({ key: { text: key }, value: { text, classes: 'broker-break' } }));

const recordOf = (id: string, submission: SubmissionView): OpenRecord => ({
  href: paths.breakGlassRecord({ id, submissionId: submission.id }),
  title: titleOf(submission),
  tag: presentState(submission.state),
});

const titleOf = (submission: SubmissionView): string =>
  [datasetById(submission.datasetId)?.title ?? submission.datasetId, periodOf(submission)].filter(Boolean).join(', ');

function judgementOf({ finding, reviewer, reviewedAt, reviewWords }: OpeningView): OpeningPage['judged'] {
  if (!finding || !reviewedAt) return null;
  return {
    tag: finding === 'justified' ? JUSTIFIED : NOT_JUSTIFIED,
    text: `${reviewer ?? 'An officer'} judged it on ${momentText(reviewedAt)}.`,
    words: reviewWords ?? '',
  };
}

function reviewOf({ opening, refusal, words }: OpeningFacts): OpeningPage['review'] {
  const field = refusal?.code === 'agreement/emergency-finding-missing' ? 'finding' : 'words';
  const text = refusal ? `${refusal.message} ${refusal.mend}` : '';
  return {
    href: paths.breakGlassReview({ id: opening.id }),
    errors: refusal ? [{ text, href: `#${field}` }] : [],
    fieldErrors: refusal ? { [field]: { text } } : {},
    words: words ?? '',
  };
}

function tagOf(opening: OpeningView, now: Date): Tag {
  if (opening.finding) return opening.finding === 'justified' ? JUSTIFIED : NOT_JUSTIFIED;
  if (openUntil(opening) > now) return { text: 'Open now', classes: 'govuk-tag--red' };
  return { text: 'To be judged', classes: 'govuk-tag--yellow' };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
