import type { Clause, LocalDate } from '@broker/kernel';
import { regionInWords, type HolidayCalendar, type Region } from './calendar.js';
import { inWords, inWordsWithoutYear } from './local-day.js';

/**
 * How a text is read. `literal` and `working`: the two readings of paragraph 32 of the agreement; `statutory`: the words of an
 * Act; `commissioner`: the guidance of the Information Commissioner.
 */
export type Reading = 'literal' | 'working' | 'statutory' | 'commissioner';

/** What a reading is called. */
export const READINGS: Record<Reading, string> = {
  literal: 'literal reading',
  working: 'working-day reading',
  statutory: 'as the law is worded',
  commissioner: "the Information Commissioner's reading",
};

/** A day that was not counted, and why: `Good Friday`, `Saturday`. */
export interface SkippedDay {
  on: LocalDate;
  reason: string;
}

/** One way of counting to a due date, with every day on the way. */
export interface Counting {
  reading: Reading;
  /** How long, and from when: `5 working days, not counting the day of the event`. */
  rule: string;
  startOn: LocalDate;
  /** The days counted, the last being the last of the term; empty where the term is not counted in days. */
  counted: readonly LocalDate[];
  /** The days passed over, in the term or behind it where its last day moves on, with reasons. */
  skipped: readonly SkippedDay[];
  /** What else settled the date, in sentences. */
  notes: readonly string[];
  /** Whose holidays and which edition of them; null where holidays play no part. */
  calendar: { version: string; region: Region } | null;
  /** The last day: done before this day ends in London is done in time. */
  dueOn: LocalDate;
  /** The instant at which a term counted in hours runs out; absent where whole days count. */
  dueAt?: Date;
}

/** A date by which something must be done, and how it comes about. */
export interface Deadline extends Counting {
  clause: Clause;
  /** The text the clock rests on: `UK GDPR Article 12(3)`. */
  authority: string;
  /** Who must do what. */
  duty: string;
  /** The event that starts the clock: `the partner in breach received the report`. */
  startsWhen: string;
  /** The other way of reading the same text; null where there is only one. */
  other: Counting | null;
}

/** What a clock is, apart from its dates. */
export type ClockFacts = Pick<Deadline, 'clause' | 'authority' | 'duty' | 'startsWhen'>;

/** Which edition of whose holidays a counting rests on. */
export const editionOf = ({ version }: HolidayCalendar, region: Region): Counting['calendar'] => ({ version, region });

/** A counting in sentences: start, days counted, days skipped with the reason, due date, calendar. */
export function explain(counting: Counting, startsWhen: string): string[] {
  const { rule, startOn, counted, skipped, notes, calendar, dueOn } = counting;
  const isMove = dueOn !== counted.at(-1); // the days passed over lie behind the term, not in it
  return [
    `Starts on ${inWords(startOn)}, when ${startsWhen}.`,
    `Length: ${rule}.`,
    ...notes,
    ...(counted.length > 0 ? [`Counted: ${counted.map(inWordsWithoutYear).join(', ')}.`] : []),
    ...(skipped.length > 0
      ? [`${isMove ? 'Moved on past' : 'Skipped'}: ${skipped.map(skippedInWords).join(', ')}.`]
      : []),
    ...(counting.dueAt ? [] : [`Due by the end of ${inWords(dueOn)}.`]),
    calendar
      ? `Bank holidays of ${regionInWords(calendar.region)}, calendar version ${calendar.version}.`
      : 'Weekends and bank holidays make no difference.',
  ];
}

const skippedInWords = ({ on, reason }: SkippedDay): string => {
  const day = inWordsWithoutYear(on);
  return day.startsWith(reason) ? day : `${day} (${reason})`;
};
