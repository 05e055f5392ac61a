import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { holidaysByRule } from '../../test/support/day-walk.js';
import { sharedPath } from '../../test/support/shared-data.js';
import {
  addProclaimedDay,
  dayOffReason,
  DIVISIONS,
  HOLIDAY_CALENDAR,
  holidaysOf,
  isWeekend,
  withinCalendar,
  workingDaysAfter,
  type Division,
  type ProclaimedDay,
} from './index.js';

const YEARS = Array.from({ length: 17 }, (_, at) => 2012 + at);
const datesOf = (division: Division, year: number): string[] =>
  holidaysOf(HOLIDAY_CALENDAR, division).flatMap(({ on }) => (on.startsWith(String(year)) ? [on] : []));

/** Proclaimed for Scotland on 4 February 2026; lists published before that day do not have it. */
const PROCLAIMED_LATER = { division: 'scotland', on: '2026-06-15' };

describe.each(DIVISIONS)('the holidays of %s', (division) => {
  it.each(YEARS)('of %i are those that the Acts and proclamations make', (year) => {
    expect(datesOf(division, year)).toEqual(holidaysByRule(division, year));
  });

  it('name each day once, and none on a weekend', () => {
    const dates = holidaysOf(HOLIDAY_CALENDAR, division).map(({ on }) => on);
    expect(new Set(dates).size).toBe(dates.length);
    expect(dates.filter(isWeekend)).toEqual([]);
  });

  it('are the published ones, day and title, in every year that the published list holds', () => {
    const file = sharedPath('data/calendar/bank-holidays-published-format.json');
    if (!file) return;
    const list = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { events: PublishedDay[] }>;
    const published = list[division]!.events.map(({ date, title, notes }) => ({
      on: date,
      title: title.replaceAll('’', "'"),
      isSubstitute: notes === 'Substitute day',
    }));
    const years = new Set(published.map(({ on }) => on.slice(0, 4)));
    expect(years.size).toBeGreaterThan(0);
    const ours = holidaysOf(HOLIDAY_CALENDAR, division)
      .filter(({ on }) => years.has(on.slice(0, 4)))
      .filter(({ on }) => division !== PROCLAIMED_LATER.division || on !== PROCLAIMED_LATER.on)
      // The published list calls a bank holiday that was moved for a jubilee a substitute, sometimes.
      .map(({ on, title, isSubstitute }) => ({ on, title, isSubstitute: isSubstitute || isMarkedSo(published, on) }));
    expect(ours).toEqual(published);
  });
});

interface PublishedDay {
  date: string;
  title: string;
  notes: string;
}

const isMarkedSo = (published: { on: string; title: string; isSubstitute: boolean }[], on: string): boolean =>
  published.some((day) => day.on === on && day.title === 'Spring bank holiday' && day.isSubstitute);

describe('the calendar', () => {
  it('tells what makes a day a day off, and where', () => {
    const reason = (on: string, region: Parameters<typeof dayOffReason>[1] = 'england-and-wales') =>
      dayOffReason(HOLIDAY_CALENDAR, region, on);
    expect(reason('2026-04-03')).toBe('Good Friday');
    expect(reason('2026-12-26')).toBe('Saturday');
    expect(reason('2026-12-28')).toBe('Boxing Day, substitute day');
    expect(reason('2026-12-29')).toBeNull();
    expect(reason('2026-11-30')).toBeNull();
    expect(reason('2026-11-30', 'united-kingdom')).toBe("St Andrew's Day (Scotland)");
    expect(reason('2026-04-06', 'united-kingdom')).toBe('Easter Monday (England and Wales; Northern Ireland)');
    expect(reason('2026-04-03', 'united-kingdom')).toBe('Good Friday');
    expect(reason('2012-01-02', 'united-kingdom')).toContain('2nd January (Scotland)');
  });

  it('knows common-law holidays from bank holidays and from proclaimed ones', () => {
    const kind = (division: Division, on: string) =>
      holidaysOf(HOLIDAY_CALENDAR, division).find((day) => day.on === on)?.kind;
    expect(kind('england-and-wales', '2026-04-03')).toBe('common-law');
    expect(kind('scotland', '2026-04-03')).toBe('bank-holiday');
    expect(kind('england-and-wales', '2026-12-25')).toBe('common-law');
    expect(kind('england-and-wales', '2027-12-27')).toBe('bank-holiday'); // a substitute for Christmas Day
    expect(kind('scotland', '2026-06-15')).toBe('proclaimed');
  });

  it('refuses to answer before its first day and past its last', () => {
    const refusal = (on: string) => {
      const found = withinCalendar(HOLIDAY_CALENDAR, on, 'ISA-32a');
      return found.ok ? null : found.refusal.code;
    };
    expect(refusal('2011-12-31')).toBe('working-calendar/before-first-date');
    expect(refusal('2012-01-01')).toBeNull();
    expect(refusal('2028-12-31')).toBeNull();
    expect(refusal('2029-01-01')).toBe('working-calendar/past-horizon');
  });

  it('counts up to its last day, and not a day further', () => {
    const due = (days: number) =>
      workingDaysAfter(HOLIDAY_CALENDAR, 'england-and-wales', '2028-12-22', days, 'ISA-32a');
    expect(due(3)).toMatchObject({ ok: true, value: { dueOn: '2028-12-29' } }); // the 30th and 31st are a weekend
    expect(due(4)).toMatchObject({ ok: false, refusal: { code: 'working-calendar/past-horizon', clause: 'ISA-32a' } });
  });
});

describe('a proclaimed day', () => {
  const jubilee: ProclaimedDay = {
    on: '2027-06-10',
    title: 'A jubilee',
    divisions: ['england-and-wales', 'northern-ireland'],
    source: 'Proclamation of 1 March 2027',
  };
  const added = (day: ProclaimedDay) => addProclaimedDay(HOLIDAY_CALENDAR, day);

  it('gives a new calendar with a version of its own and leaves the old one as it was', () => {
    const found = added(jubilee);
    if (!found.ok) throw new Error(found.refusal.message);
    const calendar = found.value;
    expect(calendar.version).toBe('2026-11-20+2027-06-10.england-and-wales.northern-ireland');
    expect(dayOffReason(calendar, 'england-and-wales', '2027-06-10')).toBe('A jubilee');
    expect(dayOffReason(calendar, 'scotland', '2027-06-10')).toBeNull();
    expect(dayOffReason(calendar, 'united-kingdom', '2027-06-10')).toContain('A jubilee');
    expect(dayOffReason(HOLIDAY_CALENDAR, 'united-kingdom', '2027-06-10')).toBeNull();
    expect(calendar.holidays.map(({ on }) => on)).toEqual(calendar.holidays.map(({ on }) => on).sort());
  });

  it.each([
    ['unreadable-date', { on: '10 June 2027' }],
    ['before-first-date', { on: '2011-06-10' }],
    ['past-horizon', { on: '2029-06-14' }],
    ['already-a-day-off', { on: '2027-06-12' }],
    ['already-a-day-off', { on: '2027-05-31' }],
    ['incomplete-day', { title: ' ' }],
    ['incomplete-day', { source: '' }],
    ['incomplete-day', { divisions: [] }],
  ])('is refused as %s: %j', (code, change) => {
    expect(added({ ...jubilee, ...change })).toMatchObject({
      ok: false,
      refusal: { code: `working-calendar/${code}`, clause: 'ISA-32a' },
    });
  });
});
