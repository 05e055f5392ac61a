import { DomainError } from '@broker/kernel';
import { GeneralisationHierarchy } from './generalisation-hierarchy.js';

/** The label of everything. */
export const ANY = '*';

const DAY_MS = 86_400_000;

/** A hierarchy from functions: each tells the label of a value one level further up; the top level `*` is added. */
export function hierarchyOf(
  values: Iterable<string>,
  ...levels: readonly ((value: string) => string)[]
): GeneralisationHierarchy {
  return new GeneralisationHierarchy(
    [...values].map((value) => [value, ...levels.map((labelOf) => labelOf(value)), ANY]),
  );
}

/**
 * Days as `YYYY-MM-DD`: day, month, quarter, year. Weeks do not fit into months, so they are a hierarchy of their own.
 * @param from first day of the domain
 * @param to last day of the domain, included
 */
export const dateHierarchy = (from: string, to: string): GeneralisationHierarchy =>
  hierarchyOf(
    days(from, to),
    (day) => day.slice(0, 7),
    quarterOf,
    (day) => day.slice(0, 4),
  );

/** Days as `YYYY-MM-DD`: day, week (named by its Monday), four weeks, counted from the Monday on or before `from`. */
export function weekHierarchy(from: string, to: string): GeneralisationHierarchy {
  const first = mondayOf(from);
  const monday = (day: string, weeks: number): string => {
    const since = Math.floor((Date.parse(day) - Date.parse(first)) / DAY_MS / (7 * weeks));
    return new Date(Date.parse(first) + since * weeks * 7 * DAY_MS).toISOString().slice(0, 10);
  };
  return hierarchyOf(
    days(from, to),
    (day) => `week of ${monday(day, 1)}`,
    (day) => `4 weeks from ${monday(day, 4)}`,
  );
}

/** Months as `YYYY-MM`: month, quarter, year. */
export const monthHierarchy = (months: Iterable<string>): GeneralisationHierarchy =>
  hierarchyOf(months, quarterOf, (month) => month.slice(0, 4));

/** Times as `HH:MM`: minute, hour, four-hour band, day (08:00 to 19:59) or night. */
export function timeHierarchy(): GeneralisationHierarchy {
  const two = (number: number): string => String(number).padStart(2, '0');
  const minutes = Array.from({ length: 1440 }, (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
  const hour = (time: string): number => Number(time.slice(0, 2));
  const band = (time: string): number => Math.floor(hour(time) / 4) * 4;
  return hierarchyOf(
    minutes,
    (time) => `${time.slice(0, 2)}:00-${time.slice(0, 2)}:59`,
    (time) => `${two(band(time))}:00-${two(band(time) + 3)}:59`,
    (time) => (hour(time) >= 8 && hour(time) < 20 ? 'day' : 'night'),
  );
}

/** Ages in whole years from 0: each year, then bands of the given widths. Each width must divide the next. */
export function ageHierarchy(oldest: number, widths: readonly number[] = [5, 10, 20]): GeneralisationHierarchy {
  const bands = widths.map((width) => (age: string) => {
    const from = Number(age) - (Number(age) % width);
    return `${from}-${from + width - 1}`;
  });
  return hierarchyOf(
    Array.from({ length: oldest + 1 }, (_, age) => String(age)),
    ...bands,
  );
}

/** Areas, finest first, for example `[lsoa, msoa, district]` for each small area. */
export const areaHierarchy = (areas: Iterable<readonly string[]>): GeneralisationHierarchy =>
  new GeneralisationHierarchy([...areas].map((area) => [...area, ANY]));

/** A code list: each code with the group it belongs to, and the group's own group if there is one. */
export const codeListHierarchy = areaHierarchy;

function days(from: string, to: string): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (!(first <= last)) throw new DomainError('the last day of a hierarchy lies before its first');
  const count = Math.round((last - first) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
}

const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

function mondayOf(day: string): string {
  const at = Date.parse(day);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
