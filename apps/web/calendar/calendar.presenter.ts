import type { AddedDay } from '@broker/deadlines';
import type { LocalDate } from '@broker/kernel';
import {
  DIVISIONS,
  endsSoon,
  holidaysOf,
  regionInWords,
  type HolidayCalendar,
  type Region,
} from '@broker/working-calendar';
import { localDateText, momentText } from '../format/dates.js';
import { paths } from '../paths.js';

const REGIONS: readonly Region[] = [...DIVISIONS, 'united-kingdom'];

/** The days off of one year in one part of the United Kingdom. */
export interface CalendarPage {
  year: string;
  region: string;
  years: { text: string; href: string; isCurrent: boolean }[];
  regions: { value: string; text: string; selected: boolean }[];
  holidays: { day: string; title: string; kind: string; where: string; source: string }[];
  version: string;
  lastOn: string;
  /** Days until it ends, when those are few. */
  warning: string | null;
  proclaimed: { day: string; title: string; where: string; source: string; added: string }[];
  /** Address of the form, for those who may add a day. */
  add: string | null;
  /** The day that has just been added. */
  added: string | null;
}

/** @param facts `year` and `region` as the address has them; `today` in London; `added` a date, or nothing. */
export function presentCalendar(facts: {
  calendar: HolidayCalendar;
  proclaimed: readonly AddedDay[];
  year: unknown;
  region: unknown;
  today: LocalDate;
  mayAdd: boolean;
  added: unknown;
}): CalendarPage {
  const { calendar, proclaimed, today, mayAdd, added } = facts;
  const first = Number(calendar.firstOn.slice(0, 4));
  const years = Array.from({ length: Number(calendar.lastOn.slice(0, 4)) - first + 1 }, (_, at) => String(first + at));
  const year = years.find((one) => one === facts.year) ?? today.slice(0, 4);
  const region = REGIONS.find((one) => one === facts.region) ?? 'england-and-wales';
  const near = years.filter((one) => Math.abs(Number(one) - Number(year)) <= 2);
  const newest = proclaimed.find(({ on }) => on === added);
  return {
    year,
    region: regionInWords(region),
    years: near.map((text) => ({ text, href: paths.calendar({}, { year: text, region }), isCurrent: text === year })),
    regions: REGIONS.map((value) => ({ value, text: capital(regionInWords(value)), selected: value === region })),
    holidays: holidaysOf(calendar, region)
      .filter(({ on }) => on.startsWith(year))
      .map(({ on, title, kind, divisions, source, isSubstitute }) => ({
        day: localDateText(on),
        title: isSubstitute ? `${title} (substitute day)` : title,
        kind: KINDS[kind],
        where: whereText(divisions),
        source,
      })),
    version: calendar.version,
    lastOn: localDateText(calendar.lastOn),
    warning: endsSoon(calendar, today) ? warningText(calendar.lastOn) : null,
    proclaimed: proclaimed.map(({ on, title, divisions, source, addedAt }) => ({
      day: localDateText(on),
      title,
      where: whereText(divisions),
      source,
      added: momentText(addedAt),
    })),
    add: mayAdd ? paths.proclaim({}) : null,
    added: newest ? `${newest.title}, ${localDateText(newest.on)}, is in the calendar.` : null,
  };
}

const KINDS = { 'bank-holiday': 'Bank holiday', 'common-law': 'Common law', proclaimed: 'Proclaimed' };

const warningText = (lastOn: LocalDate): string =>
  `The calendar ends on ${localDateText(lastOn)}. Deadlines that run past it are refused: install a newer version of the broker.`;

/** `England and Wales; Scotland`, or `Everywhere`. */
export const whereText = (divisions: readonly (typeof DIVISIONS)[number][]): string =>
  divisions.length === DIVISIONS.length ? 'Everywhere' : divisions.map(regionInWords).join('; ');

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
