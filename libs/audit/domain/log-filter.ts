import { accept, isId, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { exceptionRule, type ExceptionId } from './exception-rules.js';
import type { LogKind, LogOutcome } from './log-row.js';

/** Which rows of the disclosure log are asked for; what is left out does not narrow. */
export interface LogFilter {
  kind?: LogKind;
  /** Id of the agency whose row it is. */
  agency?: string;
  /** Id of the officer who dealt with it. */
  officer?: string;
  gateway?: string;
  purpose?: string;
  dataset?: string;
  subjectRole?: string;
  convictionData?: boolean;
  outcome?: LogOutcome;
  /** Whether something about it came too late. */
  late?: boolean;
  exception?: ExceptionId;
  from?: LocalDate;
  to?: LocalDate;
  /** Id of a record: other records about the same person, who stays masked. */
  samePersonAs?: string;
}

/** A filter as it came in, from an address or a command. */
export type LogFilterAsked = { readonly [name in keyof LogFilter]?: string | undefined };

/** The kinds of rows, in words. */
export const LOG_KINDS: Record<LogKind, string> = {
  record: 'Disclosure records',
  release: 'Releases of datasets',
  collection: 'Collections of datasets',
};

/** The outcomes, in words. */
export const LOG_OUTCOMES: Record<LogOutcome, string> = {
  asked: 'Asked',
  disclosed: 'Disclosed',
  'disclosed-in-part': 'Disclosed in part',
  refused: 'Refused',
  denied: 'Denied',
  'not-held': 'Not held',
  released: 'Released',
  collected: 'Collected',
};

/** Whose information it is about, in words. */
export const SUBJECT_ROLES: Readonly<Record<string, string>> = {
  suspect: 'Suspect',
  offender: 'Offender',
  victim: 'Victim',
  witness: 'Witness',
  complainant: 'Complainant',
  other: 'Another person',
};

const CODE = /^[\w-]{1,60}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar. */
const isDay = (text: string): boolean => {
  const day = DAY.test(text) ? new Date(`${text}T12:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const oneOf = (table: object) => (text: string) => Object.hasOwn(table, text);
const matches = (pattern: RegExp) => (text: string) => pattern.test(text);
const yesOrNo = matches(/^(yes|no)$/);

/** What each part of a filter may say, and how it is called. */
const PARTS: Record<keyof LogFilter, { words: string; isGood: (text: string) => boolean }> = {
  kind: { words: 'what to show', isGood: oneOf(LOG_KINDS) },
  agency: { words: 'the agency', isGood: isId },
  officer: { words: 'the officer', isGood: isId },
  gateway: { words: 'the gateway', isGood: matches(CODE) },
  purpose: { words: 'the purpose', isGood: matches(CODE) },
  dataset: { words: 'the dataset', isGood: matches(CODE) },
  subjectRole: { words: 'whose information', isGood: oneOf(SUBJECT_ROLES) },
  convictionData: { words: 'conviction data', isGood: yesOrNo },
  outcome: { words: 'the outcome', isGood: oneOf(LOG_OUTCOMES) },
  late: { words: 'late', isGood: yesOrNo },
  exception: { words: 'the exception', isGood: (text) => exceptionRule(text) !== undefined },
  from: { words: 'the first day', isGood: isDay },
  to: { words: 'the last day', isGood: isDay },
  samePersonAs: { words: 'the record', isGood: isId },
};

/** The parts of a filter, by name. */
export const LOG_FILTER_PARTS = Object.keys(PARTS) as (keyof LogFilter)[];

function notUnderstood(part: keyof LogFilter): Refusal {
  const { words } = PARTS[part];
  const [message, mend] =
    part === 'from' || part === 'to'
      ? [`${words.charAt(0).toUpperCase()}${words.slice(1)} is not a day of the calendar.`, 'Enter it like 7 6 2026.']
      : [`The filter for ${words} is not understood.`, 'Choose it from the list.'];
  return { code: 'audit/filter-not-understood', clause: 'ISA-22', message, mend, where: { column: part } };
}

const turnedRound: Refusal = {
  code: 'audit/period-turned-round',
  clause: 'ISA-22',
  message: 'The last day comes before the first day.',
  mend: 'Turn the two days round.',
  where: { column: 'to' },
};

/**
 * Reads a filter. Empty parts do not narrow. @returns the filter, or `audit/filter-not-understood` or `audit/period-turned-round`;
 * `where.column` of the refusal names the part.
 */
export function readLogFilter(asked: LogFilterAsked): Result<LogFilter> {
  const filter: Record<string, string | boolean> = {};
  for (const part of LOG_FILTER_PARTS) {
    const text = asked[part];
    if (text === undefined || text === '') continue;
    if (!PARTS[part].isGood(text)) return refuse(notUnderstood(part));
    filter[part] = part === 'late' || part === 'convictionData' ? text === 'yes' : text;
  }
  const read = filter as LogFilter;
  return read.from && read.to && read.to < read.from ? refuse(turnedRound) : accept(read);
}

/** A filter as it stands in an address: the reverse of `readLogFilter`. */
export const writeLogFilter = (filter: LogFilter): Record<string, string> =>
  Object.fromEntries(
    LOG_FILTER_PARTS.filter((part) => filter[part] !== undefined).map((part) => {
      const value = filter[part];
      return [part, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)];
    }),
  );
