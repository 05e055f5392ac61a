import { accept, type LocalDate, type Result } from '@broker/kernel';
import type { HolidayCalendar } from './calendar.js';
import { workingDaysAfter } from './counting.js';
import { editionOf, type ClockFacts, type Deadline } from './deadline.js';

/** The clocks around a disclosure record. */
export type RecordClock = 'record-completion' | 'receipt-acknowledgement';

/** Working days that each of them gives: a standard of service, as the agreement names no time. */
export const RECORD_CLOCK_DAYS = 5;

const FACTS: Record<RecordClock, ClockFacts> = {
  'record-completion': {
    clause: 'ISA-7',
    authority: 'Agreement, paragraphs 7 and 24',
    duty: 'The officer completes the record of an informal contact',
    startsWhen: 'the contact was logged',
  },
  'receipt-acknowledgement': {
    clause: 'ISA-24',
    authority: 'Agreement, paragraph 24',
    duty: 'The receiving agency acknowledges what was disclosed to it',
    startsWhen: 'the information was disclosed',
  },
};

/** Five working days after a record's event. Refuses dates outside the calendar. */
export function recordDeadline(calendar: HolidayCalendar, clock: RecordClock, startOn: LocalDate): Result<Deadline> {
  const facts = FACTS[clock];
  const span = workingDaysAfter(calendar, 'england-and-wales', startOn, RECORD_CLOCK_DAYS, facts.clause);
  if (!span.ok) return span;
  return accept({
    ...facts,
    reading: 'working',
    rule: `${RECORD_CLOCK_DAYS} working days, not counting the day itself`,
    startOn,
    ...span.value,
    notes: [],
    calendar: editionOf(calendar, 'england-and-wales'),
    other: null,
  });
}
