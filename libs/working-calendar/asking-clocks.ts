import { accept, type LocalDate, type Result } from '@broker/kernel';
import type { HolidayCalendar } from './calendar.js';
import { workingDaysAfter } from './counting.js';
import { editionOf, type ClockFacts, type Deadline } from './deadline.js';
import type { Division } from './holiday-table.js';

/** What the clocks of a request for personal information are told. */
export interface AskingTerms {
  /** Working days; the usual number of the clock where it is not told. */
  days?: number;
  division?: Division;
}

const AUTHORITY = 'The partnership’s standard of service; the agreement itself names no time';

/** The clocks of a request: what they are, and their usual working days. */
const ASKING: Record<'request-decision' | 'request-reply', ClockFacts & { usualDays: number }> = {
  'request-decision': {
    clause: 'ISA-30',
    authority: AUTHORITY,
    duty: 'The agency that holds the information decides on the request',
    startsWhen: 'the request, or the reply to a question about it, was received',
    usualDays: 10,
  },
  'request-reply': {
    clause: 'ISA-30',
    authority: AUTHORITY,
    duty: 'The agency that asks replies to the question about its request',
    startsWhen: 'the question was asked',
    usualDays: 5,
  },
};

/** Deciding on a request for personal information, or replying to a question about it. Refuses dates outside the calendar. */
export function requestClock(
  calendar: HolidayCalendar,
  kind: keyof typeof ASKING,
  startOn: LocalDate,
  { days, division = 'england-and-wales' }: AskingTerms = {},
): Result<Deadline> {
  const { usualDays, ...facts } = ASKING[kind];
  const length = days ?? usualDays;
  const span = workingDaysAfter(calendar, division, startOn, length, facts.clause);
  if (!span.ok) return span;
  return accept({
    ...facts,
    reading: 'working',
    rule: `${length} working ${length === 1 ? 'day' : 'days'}, not counting the first day`,
    startOn,
    ...span.value,
    notes: [],
    calendar: editionOf(calendar, division),
    other: null,
  });
}
