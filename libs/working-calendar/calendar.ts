import { accept, refuse, type Clause, type LocalDate, type Result } from '@broker/kernel';
import { DIVISIONS, HOLIDAY_TABLE, TABLE_SPAN, type Division, type HolidayKind } from './holiday-table.js';
import { addDays, inWords, isWeekend, readLocalDate, weekdayOf } from './local-day.js';

/** Whose holidays count: one division's, or those of any of them (Freedom of Information Act 2000 s.10(6)). */
export type Region = Division | 'united-kingdom';

/** A day that is a holiday somewhere in the United Kingdom. */
export interface Holiday {
  on: LocalDate;
  title: string;
  kind: HolidayKind;
  divisions: readonly Division[];
  /** The law that makes the day a holiday. */
  source: string;
  /** Kept on this day because its own falls on a weekend. */
  isSubstitute: boolean;
}

/** The holidays as they were known at one time. Same version, same days: a changed calendar has another version. */
export interface HolidayCalendar {
  version: string;
  /** First and last day it can answer for. */
  firstOn: LocalDate;
  lastOn: LocalDate;
  /** In the order of their dates. */
  holidays: readonly Holiday[];
}

/** A day off that is added to a calendar. */
export interface ProclaimedDay {
  on: LocalDate;
  title: string;
  divisions: readonly Division[];
  source: string;
}

const byDate = (a: Holiday, b: Holiday): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0);

/** A calendar is to reach this many days ahead, so that there is time to install a newer one. */
const AHEAD_DAYS = 400;

/** Whether fewer than 400 days are left of a calendar. */
export const endsSoon = ({ lastOn }: HolidayCalendar, today: LocalDate): boolean => lastOn < addDays(today, AHEAD_DAYS);

/** The calendar the broker is delivered with. */
export const HOLIDAY_CALENDAR: HolidayCalendar = {
  version: '2026-11-20',
  ...TABLE_SPAN,
  holidays: HOLIDAY_TABLE.flatMap(({ dates, fixedDay, kind, ...series }) =>
    dates.map((on): Holiday => {
      const isSubstitute = fixedDay !== undefined && on.slice(5) !== fixedDay;
      const { title, divisions, source } = series;
      return { on, title, kind: isSubstitute ? 'bank-holiday' : kind, divisions, source, isSubstitute };
    }),
  ).sort(byDate),
};

/** The holidays of a region, in the order of their dates. */
export const holidaysOf = ({ holidays }: HolidayCalendar, region: Region): Holiday[] =>
  holidays.filter(({ divisions }) => region === 'united-kingdom' || divisions.includes(region));

const REGIONS: Record<Region, string> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
  'united-kingdom': 'any part of the United Kingdom',
};

/** `England and Wales`. */
export const regionInWords = (region: Region): string => REGIONS[region];

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Calendars never change, so their days are sorted out once. */
const reasons = new WeakMap<HolidayCalendar, Map<Region, Map<LocalDate, string>>>();

/** Why nobody works on a day: `Saturday`, `Good Friday`, `St Andrew's Day (Scotland)`; null on a working day. */
export function dayOffReason(calendar: HolidayCalendar, region: Region, on: LocalDate): string | null {
  return isWeekend(on) ? weekdayOf(on) : (holidayReasons(calendar, region).get(on) ?? null);
}

function holidayReasons(calendar: HolidayCalendar, region: Region): Map<LocalDate, string> {
  const regions = reasons.get(calendar) ?? new Map<Region, Map<LocalDate, string>>();
  reasons.set(calendar, regions);
  const known = regions.get(region);
  if (known) return known;
  const found = new Map<LocalDate, string>();
  for (const [on, holidays] of groupBy(holidaysOf(calendar, region), (one) => one.on))
    found.set(on, reasonOf(holidays, region));
  regions.set(region, found);
  return found;
}

function reasonOf(holidays: readonly Holiday[], region: Region): string {
  const divisionsOf = groupBy(holidays, (one) => `${one.title}${one.isSubstitute ? ', substitute day' : ''}`);
  return [...divisionsOf]
    .map(([title, same]) => {
      const kept = DIVISIONS.filter((division) => same.some(({ divisions }) => divisions.includes(division)));
      const isPartial = region === 'united-kingdom' && kept.length < DIVISIONS.length;
      return isPartial ? `${title} (${kept.map(regionInWords).join('; ')})` : title;
    })
    .join('; ');
}

/**
 * Lets a date pass that the calendar can answer for. Refuses one before its first day or past its last: which days will be
 * holidays there is not known, and a guessed deadline is worse than none.
 */
export function withinCalendar(calendar: HolidayCalendar, on: LocalDate, clause: Clause): Result<LocalDate> {
  if (on >= calendar.firstOn && on <= calendar.lastOn) return accept(on);
  const isBefore = on < calendar.firstOn;
  return refuse({
    code: isBefore ? 'working-calendar/before-first-date' : 'working-calendar/past-horizon',
    clause,
    message: isBefore
      ? `The calendar of bank holidays (version ${calendar.version}) begins on ${inWords(calendar.firstOn)}, and this count begins before it.`
      : `The calendar of bank holidays (version ${calendar.version}) ends on ${inWords(calendar.lastOn)}, and this count runs past it.`,
    mend: isBefore
      ? `Check the year, or give a date from ${calendar.firstOn} on.`
      : 'Check the year. If it is right, ask the administrator to install a newer calendar: the broker does not guess holidays.',
  });
}

/**
 * A calendar with one more day off, under a new version that names it (`2026-11-20+2027-06-14.scotland`).
 * Refuses a day that cannot be read, lies outside the calendar, is no working day there already, or names no place, title or source.
 * @param clause the clause whose clocks the day is added for.
 */
export function addProclaimedDay(
  calendar: HolidayCalendar,
  day: ProclaimedDay,
  clause: Clause = 'ISA-32a',
): Result<HolidayCalendar> {
  const read = readLocalDate(day.on, 'the proclaimed day', clause);
  const within = read.ok ? withinCalendar(calendar, read.value, clause) : read;
  if (!within.ok) return within;
  const divisions = DIVISIONS.filter((division) => day.divisions.includes(division));
  if (divisions.length === 0 || !day.title.trim() || !day.source.trim()) return refuse(INCOMPLETE(clause));
  const taken = divisions.find((division) => dayOffReason(calendar, division, day.on) !== null);
  if (taken) {
    return refuse({
      code: 'working-calendar/already-a-day-off',
      clause,
      message: `${inWords(day.on)} is no working day in ${regionInWords(taken)} already: ${dayOffReason(calendar, taken, day.on)}.`,
      mend: 'Check the date in the proclamation, and name only the parts of the United Kingdom where the day is new.',
    });
  }
  const added: Holiday = { ...day, divisions, kind: 'proclaimed', isSubstitute: false };
  return accept({
    ...calendar,
    version: `${calendar.version}+${day.on}.${divisions.join('.')}`,
    holidays: [...calendar.holidays, added].sort(byDate),
  });
}

const INCOMPLETE = (clause: Clause) => ({
  code: 'working-calendar/incomplete-day',
  clause,
  message: 'A proclaimed day needs a title, the proclamation it rests on, and at least one part of the United Kingdom.',
  mend: 'Fill in what is missing from the text of the proclamation.',
});
