import { accept, type LocalDate, type Result } from '@broker/kernel';
import { withinCalendar, type HolidayCalendar } from './calendar.js';
import { daysAfter, workingDaysAfter } from './counting.js';
import { editionOf, type ClockFacts, type Counting, type Deadline } from './deadline.js';
import type { Division } from './holiday-table.js';
import { readLocalDate } from './local-day.js';

/** The two readings of paragraph 32, of which an agreement version names the binding one. */
export type BreachReading = 'literal' | 'working';

/** A step of a breach that has a clock. */
export type BreachStep = 'report' | 'response' | 'meeting' | 'minutes';

interface BreachClock extends ClockFacts {
  days: number;
  /** Whether the text itself says working days. Only 32(a) does: the two readings differ in the rest. */
  saysWorking: boolean;
}

/** The four clocks of paragraph 32, in their order. */
export const BREACH_CLOCKS: Readonly<Record<BreachStep, BreachClock>> = {
  report: {
    clause: 'ISA-32a',
    authority: 'Agreement, paragraph 32(a)',
    duty: 'The partner alleging the breach reports it to the other partners',
    startsWhen: 'the partner alleging the breach became aware of it',
    days: 5,
    saysWorking: true,
  },
  response: {
    clause: 'ISA-32b',
    authority: 'Agreement, paragraph 32(b)',
    duty: 'The partner in breach reports back',
    startsWhen: 'the partner in breach received the report',
    days: 5,
    saysWorking: false,
  },
  meeting: {
    clause: 'ISA-32c',
    authority: 'Agreement, paragraph 32(c)',
    duty: 'All partners meet to agree actions or sanctions',
    startsWhen: 'the response was issued',
    days: 10,
    saysWorking: false,
  },
  minutes: {
    clause: 'ISA-32d',
    authority: 'Agreement, paragraph 32(d)',
    duty: 'The agreed action or sanction is minuted and circulated to all partners',
    startsWhen: 'the partners met',
    days: 5,
    saysWorking: false,
  },
};

/** The steps of a breach in their order. */
export const BREACH_STEPS = Object.keys(BREACH_CLOCKS) as BreachStep[];

/** Which holidays count, and which reading of paragraph 32 binds. */
export interface BreachTerms {
  reading: BreachReading;
  division: Division;
}

/** The reading and the holidays that hold unless an agreement says otherwise. */
export const DEFAULT_TERMS: BreachTerms = { reading: 'literal', division: 'england-and-wales' };

/**
 * The deadline of one step, counted from the event that starts it (the day of the event does not count, and a last day on a
 * weekend is not moved). `other` is the reading that does not bind.
 * Refuses a date that cannot be read, and one for which either reading would leave the calendar.
 */
export function breachDeadline(
  calendar: HolidayCalendar,
  step: BreachStep,
  startOn: LocalDate,
  { reading, division }: BreachTerms = DEFAULT_TERMS,
): Result<Deadline> {
  const { days: _days, saysWorking: _saysWorking, ...facts } = BREACH_CLOCKS[step];
  const start = readLocalDate(startOn, `the day when ${facts.startsWhen}`, facts.clause);
  if (!start.ok) return start;
  const literal = counting(calendar, step, startOn, { reading: 'literal', division });
  const working = counting(calendar, step, startOn, { reading: 'working', division });
  if (!literal.ok) return literal;
  if (!working.ok) return working;
  const [binding, other] = reading === 'literal' ? [literal, working] : [working, literal];
  return accept({ ...facts, ...binding.value, other: other.value });
}

function counting(
  calendar: HolidayCalendar,
  step: BreachStep,
  startOn: LocalDate,
  { reading, division }: BreachTerms,
): Result<Counting> {
  const { clause, days, saysWorking } = BREACH_CLOCKS[step];
  const isWorking = saysWorking || reading === 'working';
  const within = withinCalendar(calendar, startOn, clause);
  if (!within.ok) return within;
  const span = isWorking
    ? workingDaysAfter(calendar, division, startOn, days, clause)
    : accept(daysAfter(startOn, days));
  if (!span.ok) return span;
  return accept({
    reading,
    rule: `${days} ${isWorking ? 'working days' : 'days, every day of the week'}, not counting the day of the event`,
    startOn,
    ...span.value,
    notes: [],
    calendar: isWorking ? editionOf(calendar, division) : null,
  });
}
