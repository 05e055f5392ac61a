/**
 * The working days of the United Kingdom once more, by other means: a calendar of year, month and day that is walked one day at
 * a time, and holidays worked out from the rules of the Acts and the few exceptions made by proclamation. It shares neither code
 * nor table with libs/working-calendar, so that one can be held against the other.
 */
export interface Day {
  year: number;
  month: number;
  day: number;
}

export type Nation = 'england-and-wales' | 'scotland' | 'northern-ireland';

const two = (number: number): string => String(number).padStart(2, '0');

export const dayText = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;

const monthDays = (year: number, month: number): number => {
  if (month === 2) return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

export function nextDay({ year, month, day }: Day): Day {
  if (day < monthDays(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

/** A month or more later; the last day of the month where it has no such day. */
export function monthsLater({ year, month, day }: Day, months: number): Day {
  let [laterYear, laterMonth] = [year, month];
  for (let step = 0; step < months; step++)
    [laterYear, laterMonth] = laterMonth < 12 ? [laterYear, laterMonth + 1] : [laterYear + 1, 1];
  return { year: laterYear, month: laterMonth, day: Math.min(day, monthDays(laterYear, laterMonth)) };
}

/** 0 is Sunday (Sakamoto's method). */
export function weekday({ year, month, day }: Day): number {
  const y = month < 3 ? year - 1 : year;
  const offset = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]!;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + offset + day) % 7;
}

const isWeekend = (day: Day): boolean => [0, 6].includes(weekday(day));

/** Easter Sunday (Gauss, as corrected by Lichtenberg). */
function easter(year: number): Day {
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const s = 2 - Math.floor((3 * k + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const og = 21 + d - r;
  const sz = 7 - ((year + Math.floor(year / 4) + s) % 7);
  const march = og + (7 - ((og - sz) % 7));
  return march > 31 ? { year, month: 4, day: march - 31 } : { year, month: 3, day: march };
}

function monday(year: number, month: number, which: 'first' | 'last'): Day {
  const mondays = Array.from({ length: monthDays(year, month) }, (_, at) => ({ year, month, day: at + 1 })).filter(
    (day) => weekday(day) === 1,
  );
  return which === 'first' ? mondays[0]! : mondays.at(-1)!;
}

const plusDays = (day: Day, count: number): Day => (count === 0 ? day : plusDays(nextDay(day), count - 1));

function dayBefore(day: Day, count: number): Day {
  let walking: Day = { year: day.year, month: 1, day: 1 };
  while (dayText(plusDays(walking, count)) !== dayText(day)) walking = nextDay(walking);
  return walking;
}

/** The day itself, or the next that is neither weekend nor taken. */
function firstFree(day: Day, taken: Set<string>): Day {
  return isWeekend(day) || taken.has(dayText(day)) ? firstFree(nextDay(day), taken) : day;
}

/** Fixed days of which two can meet: those that fall on a working day keep it, then the others move on. */
function fixedDays(year: number, days: [month: number, day: number][]): string[] {
  const all = days.map(([month, day]) => ({ year, month, day }));
  const kept = new Set(all.filter((day) => !isWeekend(day)).map(dayText));
  for (const day of all.filter(isWeekend)) kept.add(dayText(firstFree(day, kept)));
  return [...kept];
}

const SPECIAL: Record<Nation, string[]> = {
  'england-and-wales': [],
  scotland: ['2026-06-15'],
  'northern-ireland': [],
};
const SPECIAL_EVERYWHERE = ['2012-06-05', '2022-06-03', '2022-09-19', '2023-05-08'];

/** Days off other than weekends, in a year. */
export function holidaysByRule(nation: Nation, year: number): string[] {
  const isScotland = nation === 'scotland';
  const sunday = easter(year);
  return [
    ...fixedDays(
      year,
      isScotland
        ? [
            [1, 1],
            [1, 2],
          ]
        : [[1, 1]],
    ),
    ...fixedDays(year, [
      [12, 25],
      [12, 26],
    ]),
    ...(isScotland ? fixedDays(year, [[11, 30]]) : []),
    ...(nation === 'northern-ireland' ? [...fixedDays(year, [[3, 17]]), ...fixedDays(year, [[7, 12]])] : []),
    dayText(dayBefore(sunday, 2)),
    ...(isScotland ? [] : [dayText(nextDay(sunday))]),
    year === 2020 ? '2020-05-08' : dayText(monday(year, 5, 'first')),
    ({ 2012: '2012-06-04', 2022: '2022-06-02' } as Record<number, string>)[year] ?? dayText(monday(year, 5, 'last')),
    dayText(monday(year, 8, isScotland ? 'first' : 'last')),
    ...[...SPECIAL_EVERYWHERE, ...SPECIAL[nation]].filter((on) => on.startsWith(String(year))),
  ].sort();
}

/** Walks from the day after a day until so many days that are off for nobody named have passed. */
export function walkWorkingDays(from: Day, count: number, off: ReadonlySet<string>): Day {
  let walking = from;
  for (let left = count; left > 0;) {
    walking = nextDay(walking);
    if (!isWeekend(walking) && !off.has(dayText(walking))) left--;
  }
  return walking;
}

/** Walks so many days of any kind. */
export function walkDays(from: Day, count: number): Day {
  let walking = from;
  for (let left = count; left > 0; left--) walking = nextDay(walking);
  return walking;
}

/** Walks on to the first day that is not off, beginning with the day itself. */
export function walkToWorkingDay(from: Day, off: ReadonlySet<string>): Day {
  let walking = from;
  while (isWeekend(walking) || off.has(dayText(walking))) walking = nextDay(walking);
  return walking;
}
