import type { Clause, LocalDate, Refusal } from '@broker/kernel';
import type { AgreementClause, AgreementTerms, Purpose, RetentionPeriod } from './agreement-text.js';

/** A part of a draft, as it stands in addresses of pages and fields of requests. */
export type DraftPart = 'clauses' | 'purposes' | 'gateways' | 'retention' | 'terms';

/** Something in a draft that keeps it from being sent. */
export interface DraftFault extends Refusal {
  part: DraftPart;
  /** Clause, purpose or retention line it is about; the field, for one of the terms; null: the whole part. */
  of: string | null;
}

/** What a draft is held against. */
export interface DraftSetting {
  /** The date in London. */
  today: LocalDate;
  /** Whether the partnership has an earlier version that was sent. */
  hasOld: boolean;
}

const CLAUSE = /^ISA-[1-9]\d{0,2}[a-z]?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
export const RETENTION_MAX = { days: 3650, years: 100 } as const;
export const CLAUSE_TEXT_MAX = 4000;

/** Whether a text is the number of a paragraph: `ISA-12` or `ISA-12b`. */
export const isClauseNumber = (text: string): text is Clause => CLAUSE.test(text);

/** Whether a text is a day that the calendar has, written YYYY-MM-DD. */
export const isLocalDate = (text: string): boolean =>
  DATE.test(text) &&
  new Date(`${text}T00:00:00Z`).toString() !== 'Invalid Date' &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** One line of text: what is signed has one paragraph a line. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Everything that keeps a draft from being sent, in the order of its parts; empty when it is whole. */
export const draftFaults = (draft: AgreementTerms, setting: DraftSetting): DraftFault[] => [
  ...clauseFaults(draft.clauses),
  ...purposeFaults(draft.purposes),
  ...(draft.gateways.length === 0 ? [noGateway] : []),
  ...retentionFaults(draft.retention),
  ...termFaults(draft, setting),
];

/** Faults of the numbered clauses: none at all, a number that is none or stands twice, no text, too much of it. */
export function clauseFaults(clauses: readonly AgreementClause[]): DraftFault[] {
  if (clauses.length === 0) return [noClause];
  return clauses.flatMap(({ clause, text }, index) => [
    ...(isClauseNumber(clause) ? [] : [clauseNumber(clause)]),
    ...(clauses.findIndex((one) => one.clause === clause) < index ? [clauseTwice(clause)] : []),
    ...(oneLine(text) ? [] : [clauseEmpty(clause)]),
    ...(text.length > CLAUSE_TEXT_MAX ? [clauseLong(clause)] : []),
  ]);
}

/** Faults of the purposes: none at all, one without text, two that are the same. */
export function purposeFaults(purposes: readonly Purpose[]): DraftFault[] {
  if (purposes.length === 0) return [noPurpose];
  return purposes.flatMap(({ id, clause, text }, index) => [
    ...(oneLine(text) ? [] : [purposeEmpty(id)]),
    ...(isClauseNumber(clause) ? [] : [purposeNumber(id)]),
    ...(purposes.findIndex((one) => one.id === id || sameText(one.text, text)) < index ? [purposeTwice(id)] : []),
  ]);
}

/** Faults of the retention periods: none at all, a length that is none, one kind twice. */
export function retentionFaults(retention: readonly RetentionPeriod[]): DraftFault[] {
  if (retention.length === 0) return [noRetention];
  return retention.flatMap(({ kind, amount, unit }, index) => [
    ...(Number.isInteger(amount) && amount >= 1 && amount <= RETENTION_MAX[unit] ? [] : [retentionLength(kind)]),
    ...(retention.findIndex((one) => sameText(one.kind, kind)) < index ? [retentionTwice(kind)] : []),
  ]);
}

/** Faults of the days: review missing or past, no last day for the old version, one in the past, a review before the start. */
export function termFaults(
  { reviewOn, oldEndsOn }: Pick<AgreementTerms, 'reviewOn' | 'oldEndsOn'>,
  { today, hasOld }: DraftSetting,
): DraftFault[] {
  return [
    ...(!reviewOn || !isLocalDate(reviewOn) ? [reviewMissing] : reviewOn <= today ? [reviewPast] : []),
    ...(hasOld && (!oldEndsOn || !isLocalDate(oldEndsOn)) ? [oldEndMissing] : []),
    ...(oldEndsOn && oldEndsOn < today ? [oldEndPast] : []),
    ...(reviewOn && oldEndsOn && oldEndsOn >= today && reviewOn > today && reviewOn <= oldEndsOn
      ? [reviewBeforeStart]
      : []),
  ];
}

const sameText = (a: string, b: string): boolean => oneLine(a).toLowerCase() === oneLine(b).toLowerCase();

const fault = (
  part: DraftPart,
  of: string | null,
  what: string,
  clause: Clause,
  message: string,
  mend: string,
): DraftFault => ({ part, of, code: `agreement/draft-${what}`, clause, message, mend });

const noClause = fault('clauses', null, 'no-clause', 'ISA-2', 'The draft has no clause.', 'Add at least one.');
const clauseNumber = (of: string) =>
  fault('clauses', of, 'clause-number', 'ISA-2', 'A clause has a number that is none.', 'Write it like 12 or 12b.');
const clauseTwice = (of: string) =>
  fault(
    'clauses',
    of,
    'clause-twice',
    'ISA-2',
    `Two clauses have the number ${numberOf(of)}.`,
    'Give one of them a number that is free.',
  );
const clauseEmpty = (of: string) =>
  fault(
    'clauses',
    of,
    'clause-empty',
    'ISA-2',
    `Clause ${numberOf(of)} has no text.`,
    'Write its text, or remove the clause.',
  );
const clauseLong = (of: string) =>
  fault(
    'clauses',
    of,
    'clause-long',
    'ISA-2',
    `Clause ${numberOf(of)} is longer than ${CLAUSE_TEXT_MAX} characters.`,
    'Shorten it, or divide it.',
  );
const noPurpose = fault(
  'purposes',
  null,
  'no-purpose',
  'ISA-5',
  'The draft names no purpose, so nothing could be shared for any.',
  'Name at least one purpose.',
);
const purposeEmpty = (of: string) =>
  fault('purposes', of, 'purpose-empty', 'ISA-5', 'A purpose has no text.', 'Write its text, or remove it.');
const purposeNumber = (of: string) =>
  fault('purposes', of, 'purpose-number', 'ISA-5', 'A purpose has no clause.', 'Write its clause like 5 or 5a.');
const purposeTwice = (of: string) =>
  fault('purposes', of, 'purpose-twice', 'ISA-5', 'Two purposes are the same.', 'Remove one of them.');
const noGateway = fault(
  'gateways',
  null,
  'no-gateway',
  'ISA-12',
  'The draft admits no legal gateway, so nothing could be shared lawfully.',
  'Choose at least one gateway.',
);
const noRetention = fault(
  'retention',
  null,
  'no-retention',
  'ISA-23',
  'The draft does not say how long information is kept.',
  'Name at least one kind of information and how long it is kept.',
);
const retentionLength = (of: string) =>
  fault(
    'retention',
    of,
    'retention-length',
    'ISA-23',
    'A retention period is not a whole number of days or years.',
    `Write a whole number: up to ${RETENTION_MAX.days} days or ${RETENTION_MAX.years} years.`,
  );
const retentionTwice = (of: string) =>
  fault(
    'retention',
    of,
    'retention-twice',
    'ISA-23',
    'One kind of information has two retention periods.',
    'Keep one of them.',
  );
const reviewMissing = fault(
  'terms',
  'reviewOn',
  'review-missing',
  'ISA-22',
  'The draft does not say when the agreement is reviewed.',
  'Enter the day of the next review.',
);
const reviewPast = fault(
  'terms',
  'reviewOn',
  'review-past',
  'ISA-22',
  'The day of the review is not in the future.',
  'Enter a day after today.',
);
const oldEndMissing = fault(
  'terms',
  'oldEndsOn',
  'old-end-missing',
  'ISA-10',
  'The draft does not say until when signatures under the version before it count.',
  'Enter the last day of the old version; agencies have until then to sign the new one.',
);
const oldEndPast = fault(
  'terms',
  'oldEndsOn',
  'old-end-past',
  'ISA-10',
  'The last day of the old version is in the past: every agency’s data would stop at once.',
  'Enter today or a later day.',
);
const reviewBeforeStart = fault(
  'terms',
  'reviewOn',
  'review-before-start',
  'ISA-22',
  'The review would be due before this version alone is in force.',
  'Enter a review day after the last day of the old version.',
);

/** `ISA-28d` is numbered 28(d). */
const numberOf = (clause: string): string => clause.replace(/^[A-Z]+-/, '').replace(/([a-z])$/, '($1)');
