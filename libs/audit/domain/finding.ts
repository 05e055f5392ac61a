import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { exceptionRule, type ExceptionId } from './exception-rules.js';

/** How grave a finding is. */
export const SEVERITIES = { low: 'Minor', medium: 'Should be put right', high: 'Serious' } as const;

export type Severity = keyof typeof SEVERITIES;

/** How a finding stands: `open` waits for the agency, `answered` for the auditor. */
export type FindingState = 'open' | 'answered' | 'closed';

/** What can be done to a finding. */
export type FindingStep = 'answer' | 'reopen' | 'close';

/** The transition table: nothing else names a next state. */
const NEXT: Record<FindingState, Partial<Record<FindingStep, FindingState>>> = {
  open: { answer: 'answered', close: 'closed' },
  answered: { reopen: 'open', close: 'closed' },
  closed: {},
};

const WORDS_LENGTH_MAX = 4000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an auditor says of a finding, as it came in. */
export interface FindingAsked {
  severity: string;
  /** What was found, without naming anybody. */
  words: string;
  /** The rule that led to it; empty where none did. */
  rule: string;
  followUpOn: LocalDate;
}

/** A finding in order. */
export interface FindingSaid {
  severity: Severity;
  words: string;
  rule: ExceptionId | null;
  followUpOn: LocalDate;
}

/**
 * Reads a finding (ISA-22, ISA-30). @param today in London; the follow-up lies after it.
 * @returns the finding, or `audit/finding-severity`, `audit/finding-words`, `audit/finding-rule`, `audit/finding-follow-up`.
 */
export function checkFinding(asked: FindingAsked, today: LocalDate): Result<FindingSaid> {
  const { severity, rule, followUpOn } = asked;
  if (!Object.hasOwn(SEVERITIES, severity)) return refuse(severityMissing);
  if (rule !== '' && !exceptionRule(rule)) return refuse(ruleUnknown);
  const words = checkWords(asked.words);
  if (!words.ok) return words;
  const day = checkFollowUp(followUpOn, today);
  if (!day.ok) return day;
  return accept({
    severity: severity as Severity,
    words: words.value,
    rule: rule === '' ? null : (rule as ExceptionId),
    followUpOn,
  });
}

/** Words of a finding, an answer or a closing: there, and not too long. @returns them tidied, or `audit/finding-words`. */
export function checkWords(words: string): Result<string> {
  const tidy = words.trim();
  return tidy.length > 0 && tidy.length <= WORDS_LENGTH_MAX ? accept(tidy) : refuse(wordsMissing);
}

/** A follow-up lies in the future. @returns the day, or `audit/finding-follow-up`. */
export const checkFollowUp = (on: LocalDate, today: LocalDate): Result<LocalDate> =>
  DAY.test(on) && !Number.isNaN(Date.parse(on)) && on > today ? accept(on) : refuse(followUpMissing);

/** Decides a step of a finding. @returns the next state, or `audit/finding-not-now`. */
export function decideFinding(state: FindingState, step: FindingStep): Result<FindingState> {
  const next = NEXT[state][step];
  return next ? accept(next) : refuse(notNow);
}

const refusal = (what: string, message: string, mend: string, column?: string): Refusal => ({
  code: `audit/${what}`,
  clause: 'ISA-22',
  message,
  mend,
  ...(column && { where: { column } }),
});

const severityMissing = refusal(
  'finding-severity',
  'It was not said how grave it is.',
  'Choose one of the list.',
  'severity',
);
const ruleUnknown = refusal('finding-rule', 'There is no such rule.', 'Choose one of the list, or none.', 'rule');
const wordsMissing = refusal(
  'finding-words',
  'The words are missing, or too long.',
  `Write 1 to ${WORDS_LENGTH_MAX.toLocaleString('en-GB')} characters, without naming anybody.`,
  'words',
);
const followUpMissing = refusal(
  'finding-follow-up',
  'The day on which it is followed up is missing, or has come already.',
  'Enter a day after today.',
  'followUpOn',
);
const notNow = refusal(
  'finding-not-now',
  'The finding is not in a state in which this can be done.',
  'Read how it stands: somebody may have been quicker.',
);

/** No finding stands at this address for this person. */
export const noSuchFinding = refusal(
  'no-such-finding',
  'There is no finding with this address that you may see.',
  'Open it from the list of findings.',
);
/** No sample stands at this address for this person. */
export const noSuchSample = refusal(
  'no-such-sample',
  'There is no sample with this address that you may see.',
  'Open it from the list of samples.',
);
