import { accept, DomainError, type Clause, type LocalDate, type Result } from '@broker/kernel';
import { dayOffReason, withinCalendar, type HolidayCalendar, type Region } from './calendar.js';
import type { SkippedDay } from './deadline.js';
import { addDays, daysBetween } from './local-day.js';

/** A term counted out day by day. */
export interface Span {
  counted: LocalDate[];
  skipped: SkippedDay[];
  dueOn: LocalDate;
}

/**
 * Counts working days after a day, which itself does not count: day 1 is the next working day.
 * Refuses a count that begins before the calendar or runs past its horizon.
 * @param days how many, at least 1.
 */
export function workingDaysAfter(
  calendar: HolidayCalendar,
  region: Region,
  startOn: LocalDate,
  days: number,
  clause: Clause,
): Result<Span> {
  mustBeCount(days);
  const start = withinCalendar(calendar, startOn, clause);
  if (!start.ok) return start;
  const span: Span = { counted: [], skipped: [], dueOn: startOn };
  while (span.counted.length < days) {
    span.dueOn = addDays(span.dueOn, 1);
    const within = withinCalendar(calendar, span.dueOn, clause);
    if (!within.ok) return within;
    const reason = dayOffReason(calendar, region, span.dueOn);
    if (reason === null) span.counted.push(span.dueOn);
    else span.skipped.push({ on: span.dueOn, reason });
  }
  return accept(span);
}

/** Counts every day after a day, which itself does not count. @param days how many, at least 1. */
export function daysAfter(startOn: LocalDate, days: number): Span {
  mustBeCount(days);
  const dueOn = addDays(startOn, days);
  return { counted: daysBetween(startOn, dueOn), skipped: [], dueOn };
}

/** The day itself when it is a working day, otherwise the next one; `skipped` are the days passed over. */
export function rolledForward(
  calendar: HolidayCalendar,
  region: Region,
  on: LocalDate,
  clause: Clause,
): Result<Omit<Span, 'counted'>> {
  const skipped: SkippedDay[] = [];
  for (let dueOn = on; ; dueOn = addDays(dueOn, 1)) {
    const within = withinCalendar(calendar, dueOn, clause);
    if (!within.ok) return within;
    const reason = dayOffReason(calendar, region, dueOn);
    if (reason === null) return accept({ skipped, dueOn });
    skipped.push({ on: dueOn, reason });
  }
}

function mustBeCount(days: number): void {
  if (!Number.isInteger(days) || days < 1) throw new DomainError('A term is a whole number of days, at least one.');
}
