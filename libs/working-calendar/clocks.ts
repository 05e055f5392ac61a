import { accept, londonDate, type LocalDate, type Result } from '@broker/kernel';
import { breachDeadline, DEFAULT_TERMS, type BreachStep, type BreachTerms } from './breach-clocks.js';
import type { HolidayCalendar } from './calendar.js';
import { commissionerNotification, momentInWords, readMoment } from './commissioner-clock.js';
import { workingDaysAfter } from './counting.js';
import { editionOf, type ClockFacts, type Deadline } from './deadline.js';
import type { Division } from './holiday-table.js';
import { recordDeadline } from './record-clocks.js';
import { requestClock } from './asking-clocks.js';
import {
  complaintAcknowledgement,
  freedomOfInformation,
  partnerConsultation,
  subjectAccess,
} from './request-clocks.js';
import { quarterlyReturn } from './return-clock.js';

/**
 * A clock: the day its event happened and what else it must be told → the deadline, or why it cannot be counted.
 * Terms are those the clock itself asks for; what is left out takes the clock's own default.
 */
type NamedClock = (calendar: HolidayCalendar, startOn: LocalDate, terms: object) => Result<Deadline>;

const breach =
  (step: BreachStep): NamedClock =>
  (calendar, startOn, terms) =>
    breachDeadline(calendar, step, startOn, { ...DEFAULT_TERMS, ...(terms as Partial<BreachTerms>) });

const BREAK_GLASS: ClockFacts = {
  clause: 'ISA-26',
  authority: 'Agreement, paragraph 26',
  duty: 'A second officer reviews the access in an emergency',
  startsWhen: 'the emergency access was taken',
};
const BREAK_GLASS_DAYS = 5;

/** Reviewing an emergency access: five working days after it. Refuses dates outside the calendar. */
export function breakGlassReview(
  calendar: HolidayCalendar,
  startOn: LocalDate,
  division: Division = 'england-and-wales',
): Result<Deadline> {
  const span = workingDaysAfter(calendar, division, startOn, BREAK_GLASS_DAYS, BREAK_GLASS.clause);
  if (!span.ok) return span;
  return accept({
    ...BREAK_GLASS,
    reading: 'working',
    rule: `${BREAK_GLASS_DAYS} working days, not counting the day of the access`,
    startOn,
    ...span.value,
    notes: [],
    calendar: editionOf(calendar, division),
    other: null,
  });
}

/** Terms of the clock `ico-72h`. */
export interface CommissionerTerms {
  /** When the controller became aware, as `readMoment` reads it; the first moment of the day where it is not told. */
  awareAt?: string;
}

function commissioner(startOn: LocalDate, { awareAt = startOn }: CommissionerTerms): Result<Deadline> {
  const moment = readMoment(awareAt);
  if (!moment.ok) return moment;
  const { clause, authority, duty, startsWhen, rule, startAt, dueAt, dueOn } = commissionerNotification(moment.value);
  return accept({
    clause,
    authority,
    duty,
    startsWhen,
    reading: 'statutory',
    rule,
    startOn: londonDate(startAt),
    counted: [],
    skipped: [],
    notes: [`It runs out at ${momentInWords(dueAt)}.`],
    calendar: null,
    dueOn,
    dueAt,
    other: null,
  });
}

/** Every clock that a deadline can name, so that it can be counted again when the calendar changes. */
export const CLOCKS = {
  'breach-report': breach('report'),
  'breach-response': breach('response'),
  'breach-meeting': breach('meeting'),
  'breach-minutes': breach('minutes'),
  'ico-72h': (_calendar, startOn, terms) => commissioner(startOn, terms),
  sar: (calendar, startOn, terms) => subjectAccess(calendar, startOn, terms),
  foi: (calendar, startOn) => freedomOfInformation(calendar, startOn),
  'complaint-acknowledgement': (calendar, startOn, { division }: { division?: Division }) =>
    complaintAcknowledgement(calendar, startOn, division),
  'partner-consultation': (calendar, startOn, { division }: { division?: Division }) =>
    partnerConsultation(calendar, startOn, division),
  'quarterly-return': (_calendar, startOn) => quarterlyReturn(startOn),
  'break-glass-review': (calendar, startOn, { division }: { division?: Division }) =>
    breakGlassReview(calendar, startOn, division),
  'record-completion': (calendar, startOn) => recordDeadline(calendar, 'record-completion', startOn),
  'receipt-acknowledgement': (calendar, startOn) => recordDeadline(calendar, 'receipt-acknowledgement', startOn),
  'request-decision': (calendar, startOn, terms) => requestClock(calendar, 'request-decision', startOn, terms),
  'request-reply': (calendar, startOn, terms) => requestClock(calendar, 'request-reply', startOn, terms),
} as const satisfies Record<string, NamedClock>;

/** The name of a clock. */
export type ClockName = keyof typeof CLOCKS;

/** Every clock's name. */
export const CLOCK_NAMES = Object.keys(CLOCKS) as ClockName[];

/**
 * Counts a deadline by its clock's name: the same calendar, start and terms always give the same date, whatever the computer's
 * time zone.
 * @param startOn the day of the event that starts the clock; for `quarterly-return` any day of the quarter.
 * @param terms what the clock must be told besides (`BreachTerms`, `SubjectAccessTerms`, `CommissionerTerms`); null for nothing.
 */
export function readClock(
  calendar: HolidayCalendar,
  name: ClockName,
  startOn: LocalDate,
  terms: object | null = null,
): Result<Deadline> {
  const clock: NamedClock = CLOCKS[name];
  return clock(calendar, startOn, terms ?? {});
}
