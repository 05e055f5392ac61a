import type { LocalDate, LocalMonth } from '@broker/kernel';

/** Three months that agencies tell each other about (SI 2007/1831 reg 1(2)). */
export interface InformationPeriod {
  first: LocalMonth;
  last: LocalMonth;
  months: LocalMonth[];
  /** Last day on which its datasets are disclosed in time: the end of the period after it (reg 3). */
  dueOn: LocalDate;
}

const QUARTER_MONTHS = 3;

/** The newest information period that has ended by a day: the one whose datasets are due next. */
export function endedPeriodAt(today: LocalDate): InformationPeriod {
  const month = monthNumber(today);
  const following = month - (month % QUARTER_MONTHS);
  const months = [3, 2, 1].map((before) => monthText(following - before));
  return { first: months[0]!, last: months[2]!, months, dueOn: lastDayOf(following + QUARTER_MONTHS - 1) };
}

/** Months since the year 0. */
const monthNumber = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

const monthText = (number: number): LocalMonth =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** Quarters end in March, June, September and December. */
const lastDayOf = (month: number): LocalDate => `${monthText(month)}-${[2, 11].includes(month % 12) ? 31 : 30}`;
