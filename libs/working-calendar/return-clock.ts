import { accept, refuse, type Clause, type LocalDate, type Result } from '@broker/kernel';
import type { Deadline } from './deadline.js';
import { addDays, addMonths, inWords, readLocalDate } from './local-day.js';

const CLAUSE: Clause = 'ISA-11';
const QUARTER = /^(\d{4})Q([1-4])$/;
const FIRST_PERIOD_ON: LocalDate = '2007-07-01';

/**
 * When the datasets of an information period are due: by the end of the quarter after it (SI 2007/1831, regulation 3).
 * @param period a quarter (`2026Q3`) or any day in it (`2026-09-30`).
 * Refuses what is neither, and quarters before the duty began. No holiday plays a part, so there is no horizon.
 */
export function quarterlyReturn(period: string): Result<Deadline> {
  const day = firstDayOf(period);
  const read = readLocalDate(day, 'the quarter', CLAUSE);
  if (!read.ok) {
    const message = 'The quarter cannot be read.';
    return refuse({ ...read.refusal, message, mend: 'Write it as 2026Q3, or give any day in it as YYYY-MM-DD.' });
  }
  const startOn = quarterStart(day);
  if (startOn < FIRST_PERIOD_ON) return refuse(BEFORE_THE_DUTY);
  const endOn = addDays(addMonths(startOn, 3), -1);
  const dueOn = addDays(addMonths(startOn, 6), -1);
  return accept({
    clause: CLAUSE,
    authority: 'SI 2007/1831, regulation 3',
    duty: 'The authority discloses the datasets of the quarter',
    startsWhen: 'the quarter ended',
    reading: 'statutory',
    rule: 'by the end of the quarter that follows',
    startOn: endOn,
    counted: [],
    skipped: [],
    notes: [`The quarter runs from ${inWords(startOn)} to ${inWords(endOn)}.`],
    calendar: null,
    dueOn,
    other: null,
  });
}

function firstDayOf(period: string): string {
  const quarter = QUARTER.exec(period);
  return quarter ? `${quarter[1]}-${monthText(Number(quarter[2]) * 3 - 2)}-01` : period;
}

const quarterStart = (on: LocalDate): LocalDate =>
  `${on.slice(0, 4)}-${monthText(Math.ceil(Number(on.slice(5, 7)) / 3) * 3 - 2)}-01`;

const monthText = (month: number): string => String(month).padStart(2, '0');

const BEFORE_THE_DUTY = {
  code: 'working-calendar/before-first-date',
  clause: CLAUSE,
  message: `The duty to disclose each quarter began on ${inWords(FIRST_PERIOD_ON)}; this quarter is before it.`,
  mend: 'Check the year, or give a quarter from 2007Q3 on.',
};
