import type { Clause, LocalDate } from '@broker/kernel';
import type { FactName, LogFacts } from './log-row.js';

/** One thing that must be so of a row for a rule to find it. Data, so that the same words are read by the code and by the database. */
export type Condition =
  | { fact: FactName; is: 'missing' | 'present' | 'yes' | 'no' }
  | { fact: FactName; is: 'before'; than: 'today' | FactName }
  | { fact: FactName; is: 'one-of'; of: readonly string[] }
  | { fact: FactName; is: 'same-as'; as: FactName };

/** A rule that finds rows which an auditor should look at. */
export interface ExceptionRule {
  id: ExceptionId;
  clause: Clause;
  /** What is wrong with the row, in a few words. */
  title: string;
  /** Why it matters and what may explain it, in a sentence or two. */
  words: string;
  /** Whether it says that something came too late. */
  isLateness?: true;
  /** All of them must hold. */
  all: readonly Condition[];
}

export type ExceptionId =
  | 'no-grounds'
  | 'no-article-8-interest'
  | 'no-consent-no-exception'
  | 'untrained-officer'
  | 'officer-without-post'
  | 'agency-not-bound'
  | 'own-request'
  | 'conviction-data-unseconded'
  | 'answered-late'
  | 'answer-overdue'
  | 'quick-log-never-completed'
  | 'receipt-missing'
  | 'one-sided'
  | 'past-retention';

const FINAL: Condition = { fact: 'state', is: 'one-of', of: ['final'] };
const CURRENT: Condition = { fact: 'state', is: 'one-of', of: ['incomplete', 'final'] };
const HANDED_OVER: Condition = { fact: 'outcome', is: 'one-of', of: ['disclosed', 'disclosed-in-part'] };
const HOLDING: Condition = { fact: 'side', is: 'one-of', of: ['holding'] };
const ASKING: Condition = { fact: 'side', is: 'one-of', of: ['asking'] };

/** The rules, in the order of the agreement's paragraphs. */
export const EXCEPTION_RULES: readonly ExceptionRule[] = [
  {
    id: 'quick-log-never-completed',
    clause: 'ISA-7',
    title: 'Quick log never completed',
    words: 'An exchange by telephone or face to face was noted quickly and not completed by its last day.',
    isLateness: true,
    all: [
      { fact: 'state', is: 'one-of', of: ['incomplete'] },
      { fact: 'completeByOn', is: 'before', than: 'today' },
    ],
  },
  {
    id: 'agency-not-bound',
    clause: 'ISA-10',
    title: 'Agency not bound by the agreement that day',
    words: 'No data may flow to or from an agency that had no signature in force on the day.',
    all: [CURRENT, { fact: 'wasBound', is: 'no' }],
  },
  {
    id: 'answered-late',
    clause: 'ISA-16',
    title: 'Answered late',
    words: 'The request was decided after the day by which an answer was due.',
    isLateness: true,
    all: [CURRENT, HOLDING, { fact: 'isDecidedLate', is: 'yes' }],
  },
  {
    id: 'answer-overdue',
    clause: 'ISA-16',
    title: 'No answer yet, and its day has passed',
    words: 'The agency that was asked has not decided, and the day by which an answer was due is over.',
    isLateness: true,
    all: [
      CURRENT,
      ASKING,
      { fact: 'outcome', is: 'one-of', of: ['asked'] },
      // Not while the asking agency owes a reply itself.
      { fact: 'requestState', is: 'one-of', of: ['sent', 'proposed'] },
      { fact: 'answerDueOn', is: 'before', than: 'today' },
    ],
  },
  {
    id: 'no-consent-no-exception',
    clause: 'ISA-17',
    title: 'Neither consent nor an exception',
    words:
      'Details of a victim, a witness or a complainant were handed over without consent, and neither an overriding public interest nor the crime exemption is recorded.',
    all: [
      FINAL,
      HOLDING,
      HANDED_OVER,
      { fact: 'subjectRole', is: 'one-of', of: ['victim', 'witness', 'complainant'] },
      { fact: 'consent', is: 'one-of', of: ['refused', 'not-asked', 'not-possible'] },
      { fact: 'hasException', is: 'no' },
    ],
  },
  {
    id: 'officer-without-post',
    clause: 'ISA-20',
    title: 'Officer held no post that day',
    words: 'The officer who dealt with it held no post in the partnership on the day.',
    all: [CURRENT, { fact: 'dealtBy', is: 'present' }, { fact: 'wasInPost', is: 'no' }],
  },
  {
    id: 'untrained-officer',
    clause: 'ISA-22',
    title: 'Officer’s training had lapsed',
    words: 'The officer who dealt with it had no training in date on the day: such an officer may read, not authorise.',
    all: [CURRENT, { fact: 'dealtBy', is: 'present' }, { fact: 'wasTrained', is: 'no' }],
  },
  {
    id: 'past-retention',
    clause: 'ISA-23',
    title: 'Kept beyond its retention date',
    words: 'The information should have been disposed of. No legal hold is recorded that would explain why it was not.',
    all: [
      { fact: 'retainUntilOn', is: 'before', than: 'today' },
      { fact: 'disposedOn', is: 'missing' },
      { fact: 'onHold', is: 'no' },
    ],
  },
  {
    id: 'no-grounds',
    clause: 'ISA-24',
    title: 'No grounds recorded',
    words:
      'Information was handed over and the record names no legal power for it. Grounds are the fifth of its six particulars.',
    all: [CURRENT, HANDED_OVER, { fact: 'gateway', is: 'missing' }],
  },
  {
    id: 'receipt-missing',
    clause: 'ISA-24',
    title: 'Receipt missing',
    words: 'The agency that received the information has not acknowledged it.',
    all: [
      CURRENT,
      HOLDING,
      { fact: 'disclosedOn', is: 'present' },
      { fact: 'acknowledgedOn', is: 'missing' },
      { fact: 'receiptDueOn', is: 'before', than: 'today' },
    ],
  },
  {
    id: 'one-sided',
    clause: 'ISA-24',
    title: 'Only one side has a record',
    words: 'Both agencies keep a record of one exchange. The other side’s is missing, and information was handed over.',
    all: [
      FINAL,
      HANDED_OVER,
      { fact: 'counterpartState', is: 'missing' },
      { fact: 'counterpartDueOn', is: 'before', than: 'today' },
    ],
  },
  {
    id: 'own-request',
    clause: 'ISA-26',
    title: 'Decided by the one who asked',
    words: 'The officer who decided on the request is the one who made it.',
    all: [CURRENT, HOLDING, { fact: 'askedBy', is: 'present' }, { fact: 'authorisedBy', is: 'same-as', as: 'askedBy' }],
  },
  {
    id: 'conviction-data-unseconded',
    clause: 'ISA-26',
    title: 'Conviction data without a second officer',
    words: 'Conviction data was handed over on request and no second officer is recorded.',
    all: [
      FINAL,
      HOLDING,
      HANDED_OVER,
      { fact: 'convictionData', is: 'yes' },
      { fact: 'authorisedBy', is: 'present' },
      { fact: 'secondedBy', is: 'missing' },
    ],
  },
  {
    id: 'no-article-8-interest',
    clause: 'ISA-29',
    title: 'No interest of Article 8 named',
    words: 'Information was handed over and the record does not say which interest of Article 8 it served.',
    all: [FINAL, HOLDING, HANDED_OVER, { fact: 'article8Interest', is: 'missing' }],
  },
];

const BY_ID = new Map<string, ExceptionRule>(EXCEPTION_RULES.map((rule) => [rule.id, rule]));

/** The rule of an id, or undefined. */
export const exceptionRule = (id: string): ExceptionRule | undefined => BY_ID.get(id);

/** Whether a condition holds for a row on a day. A comparison with what is missing never holds. */
function holds(condition: Condition, facts: LogFacts, today: LocalDate): boolean {
  const value = facts[condition.fact];
  switch (condition.is) {
    case 'missing':
      return value === null;
    case 'present':
      return value !== null;
    case 'yes':
      return value === true;
    case 'no':
      return value === false;
    case 'before': {
      const other = condition.than === 'today' ? today : facts[condition.than];
      return typeof value === 'string' && typeof other === 'string' && value < other;
    }
    case 'one-of':
      return typeof value === 'string' && condition.of.includes(value);
    default:
      return value !== null && value === facts[condition.as];
  }
}

/** The rules that find a row on a day, in their order. */
export const exceptionsOf = (facts: LogFacts, today: LocalDate): ExceptionId[] =>
  EXCEPTION_RULES.filter(({ all }) => all.every((condition) => holds(condition, facts, today))).map(({ id }) => id);
