import { accept, refuse, type Clause, type LocalDate, type Result } from '@broker/kernel';

const DAY_MS = 86_400_000;
/** Later years are slips of the finger. */
const YEAR_END = '3000';
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day of the week, in words. */
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * Reads a date as `YYYY-MM-DD`. The refusal does not repeat the text: it can hold anything.
 * @param what what the date is of, for the message: `the date of receipt`.
 */
export function readLocalDate(text: string, what: string, clause: Clause): Result<LocalDate> {
  if (DATE.test(text) && text < YEAR_END && addDays(text, 0) === text) return accept(text);
  return refuse({
    code: 'working-calendar/unreadable-date',
    clause,
    message: `The date given for ${what} is missing or is no day of the calendar.`,
    mend: 'Give day, month and year of a day that exists; in one piece it is written 2026-03-30.',
  });
}

/** Days since 1970-01-01. A date alone is read in UTC, which has neither summer time nor a place: the same on every computer. */
const dayNumber = (on: LocalDate): number => Date.parse(on) / DAY_MS;

/** The date a number of days later, or earlier when negative. */
export const addDays = (on: LocalDate, days: number): LocalDate => dateOf(dayNumber(on) + days);

const dateOf = (number: number): LocalDate => {
  const date = new Date(number * DAY_MS);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
};

/** The days after `from` up to and with `to`; empty when `to` is not later. */
export function daysBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = dayNumber(from) + 1;
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, at) => dateOf(first + at));
}

/**
 * The corresponding date a number of months later, or the last day of that month where it has none
 * (2026-01-30 and one month: 2026-02-28).
 */
export function addMonths(on: LocalDate, months: number): LocalDate {
  const number = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + months;
  const month = `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
  const candidates = [on.slice(8), '30', '29', '28'].map((day) => `${month}-${day}`);
  return candidates.find((date) => addDays(date, 0) === date)!;
}

/** The day of the week of a date. */
export const weekdayOf = (on: LocalDate): Weekday => WEEKDAYS[(((dayNumber(on) + 4) % 7) + 7) % 7]!; // 1970-01-01 was a Thursday

/** Tells whether a date is a Saturday or a Sunday. */
export const isWeekend = (on: LocalDate): boolean => weekdayOf(on).startsWith('S');

/** `Wednesday 8 April 2026`. */
export const inWords = (on: LocalDate): string => `${inWordsWithoutYear(on)} ${on.slice(0, 4)}`;

/** `Wednesday 8 April`. */
export const inWordsWithoutYear = (on: LocalDate): string =>
  `${weekdayOf(on)} ${Number(on.slice(8))} ${MONTHS[Number(on.slice(5, 7)) - 1]}`;
