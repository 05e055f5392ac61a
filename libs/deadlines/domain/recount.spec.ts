import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addProclaimedDay,
  CLOCK_NAMES,
  HOLIDAY_CALENDAR,
  readClock,
  type HolidayCalendar,
} from '@broker/working-calendar';
import { recount, type OpenClock } from './recount.js';

const day = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((add) => addDays(from, add));
const aClock = fc.record({
  clock: fc.constantFrom(...CLOCK_NAMES),
  startOn: day('2026-06-19', 500),
  terms: fc.constantFrom(null, { reading: 'working', division: 'england-and-wales' }, { isExtended: true }),
});
const aDay = fc.record({
  on: day('2026-06-19', 560),
  divisions: fc.constantFrom(
    ['england-and-wales'] as const,
    ['scotland'] as const,
    ['england-and-wales', 'scotland', 'northern-ireland'] as const,
  ),
});

const dueOn = (calendar: HolidayCalendar, { clock, startOn, terms }: Omit<OpenClock, 'id' | 'dueOn'>): string => {
  const counted = readClock(calendar, clock, startOn, terms);
  if (!counted.ok) throw new Error(counted.refusal.code);
  return counted.value.dueOn;
};

describe('counting open deadlines again', () => {
  it('day by day comes to the same as counting from scratch with the last calendar, and moves nothing earlier', () => {
    fc.assert(
      fc.property(fc.array(aClock, { maxLength: 12 }), fc.array(aDay, { maxLength: 6 }), (clocks, days) => {
        let calendar = HOLIDAY_CALENDAR;
        let open: OpenClock[] = clocks.map((one, at) => ({ ...one, id: String(at), dueOn: dueOn(calendar, one) }));
        for (const { on, divisions } of days) {
          const added = addProclaimedDay(calendar, { on, divisions, title: 'A day', source: 'A proclamation' });
          if (!added.ok) continue; // a weekend, or a holiday there already
          calendar = added.value;
          const moves = recount(open, calendar);
          if (!moves.ok) throw new Error(moves.refusal.code);
          for (const move of moves.value) expect(move.counted.dueOn > move.open.dueOn).toBe(true);
          const moved = new Map(moves.value.map((move) => [move.open.id, move.counted.dueOn]));
          open = open.map((one) => ({ ...one, dueOn: moved.get(one.id) ?? one.dueOn }));
        }
        expect(open.map((one) => one.dueOn)).toEqual(open.map((one) => dueOn(calendar, one)));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same dates whatever the time zone of the computer', () => {
    const zone = process.env['TZ'];
    const dates = ['UTC', 'America/New_York', 'Pacific/Kiritimati'].map((name) => {
      process.env['TZ'] = name;
      return CLOCK_NAMES.map((clock) => dueOn(HOLIDAY_CALENDAR, { clock, startOn: '2026-12-18', terms: null }));
    });
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(dates[1]).toEqual(dates[0]);
    expect(dates[2]).toEqual(dates[0]);
  });
});
