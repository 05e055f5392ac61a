import { accept, refuse, type LocalDate, type Result } from '@broker/kernel';
import {
  BREACH_CLOCKS,
  BREACH_STEPS,
  breachDeadline,
  DEFAULT_TERMS,
  type BreachStep,
  type BreachTerms,
} from './breach-clocks.js';
import type { HolidayCalendar } from './calendar.js';
import type { Deadline } from './deadline.js';
import { readLocalDate } from './local-day.js';

/** What is known of a breach: when the alleging partner became aware, and of the later events those that happened. */
export interface BreachEvents {
  awareOn: LocalDate;
  /** The report was sent to the other partners. */
  reportedOn?: LocalDate;
  /** The partner in breach received it. */
  receivedOn?: LocalDate;
  /** That partner issued its response. */
  answeredOn?: LocalDate;
  /** The partners met. */
  metOn?: LocalDate;
}

/** One step with its deadline. */
export interface TimelineStep {
  step: BreachStep;
  deadline: Deadline;
  /** The clock starts on a day that was told, not on one assumed from the step before. */
  startIsTold: boolean;
  /** The day on which the step was done; null where it was not told. */
  doneOn: LocalDate | null;
  isLate: boolean;
}

/** The events in their order; each ends or starts the clock of a step. */
const EVENTS = [
  { event: 'awareOn', step: 'report', what: 'becoming aware of the breach' },
  { event: 'reportedOn', step: 'report', what: 'the report' },
  { event: 'receivedOn', step: 'response', what: 'the receipt of the report' },
  { event: 'answeredOn', step: 'response', what: 'the response' },
  { event: 'metOn', step: 'meeting', what: 'the meeting' },
] as const;

type Event = (typeof EVENTS)[number]['event'];

/** What starts the clock of each step, and what ends it. */
const CLOCK_EVENTS: Record<BreachStep, { start: Event; end: Event | null }> = {
  report: { start: 'awareOn', end: 'reportedOn' },
  response: { start: 'receivedOn', end: 'answeredOn' },
  meeting: { start: 'answeredOn', end: 'metOn' },
  minutes: { start: 'metOn', end: null },
};

/**
 * The four deadlines of a breach in one reading. An event that is not told is taken to happen on the last day allowed, or,
 * where a later event is told that came sooner, on the day of that one.
 * Refuses dates that cannot be read, steps out of order, and counts that leave the calendar.
 */
export function breachTimeline(
  calendar: HolidayCalendar,
  events: BreachEvents,
  terms: BreachTerms = DEFAULT_TERMS,
): Result<TimelineStep[]> {
  const read = inOrder(events);
  if (!read.ok) return read;
  const steps: TimelineStep[] = [];
  let lastDueOn = events.awareOn;
  for (const step of BREACH_STEPS) {
    const { start, end } = CLOCK_EVENTS[step];
    const deadline = breachDeadline(calendar, step, events[start] ?? assumed(start, lastDueOn, events), terms);
    if (!deadline.ok) return deadline;
    lastDueOn = deadline.value.dueOn;
    const doneOn = (end && events[end]) ?? null;
    const startIsTold = events[start] !== undefined;
    steps.push({ step, deadline: deadline.value, startIsTold, doneOn, isLate: doneOn !== null && doneOn > lastDueOn });
  }
  return accept(steps);
}

/** The day an event is taken to happen on when nobody told it. */
function assumed(event: Event, lastDueOn: LocalDate, events: BreachEvents): LocalDate {
  const at = EVENTS.findIndex((one) => one.event === event);
  // A report that was sent is received the same day, unless told otherwise.
  if (event === 'receivedOn' && events.reportedOn !== undefined) return events.reportedOn;
  const later = EVENTS.slice(at + 1).flatMap((one) => events[one.event] ?? []);
  return [lastDueOn, ...later].sort()[0]!;
}

/** Lets events pass whose dates can be read and none of which comes before an earlier one. */
function inOrder(events: BreachEvents): Result<BreachEvents> {
  let before: (typeof EVENTS)[number] | null = null;
  for (const one of EVENTS) {
    const on = events[one.event];
    if (on === undefined) continue;
    const { clause } = BREACH_CLOCKS[one.step];
    const read = readLocalDate(on, one.what, clause);
    if (!read.ok) return read;
    if (before !== null && on < events[before.event]!) {
      return refuse({
        code: 'working-calendar/out-of-order',
        clause,
        message: `The date given for ${one.what} lies before the date given for ${before.what}.`,
        mend: 'Check both dates: aware, reported, received, answered and met follow each other, at the earliest on the same day.',
      });
    }
    before = one;
  }
  return accept(events);
}
