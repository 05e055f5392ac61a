import { describe, expect, it } from '@jest/globals';
import {
  BREACH_STEPS,
  breachDeadline,
  breachTimeline,
  DEFAULT_TERMS,
  explain,
  HOLIDAY_CALENDAR,
  type BreachEvents,
  type BreachReading,
} from './index.js';

/** The due dates of the four steps, or the code of the refusal. */
function dues(events: BreachEvents, reading: BreachReading = 'literal'): string[] | string {
  const found = breachTimeline(HOLIDAY_CALENDAR, events, { reading, division: 'england-and-wales' });
  return found.ok ? found.value.map(({ deadline }) => deadline.dueOn) : found.refusal.code;
}

describe('the four clocks, each step done on its last day', () => {
  it.each([
    [
      '2022-05-27',
      '2022-06-07',
      ['2022-06-12', '2022-06-22', '2022-06-27'],
      ['2022-06-14', '2022-06-28', '2022-07-05'],
    ],
    [
      '2023-04-28',
      '2023-05-09',
      ['2023-05-14', '2023-05-24', '2023-05-29'],
      ['2023-05-16', '2023-05-31', '2023-06-07'],
    ],
    [
      '2025-12-18',
      '2025-12-29',
      ['2026-01-03', '2026-01-13', '2026-01-18'],
      ['2026-01-06', '2026-01-20', '2026-01-27'],
    ],
    [
      '2026-03-30',
      '2026-04-08',
      ['2026-04-13', '2026-04-23', '2026-04-28'],
      ['2026-04-15', '2026-04-29', '2026-05-07'],
    ],
  ])('aware on %s', (awareOn, reportBy, literal, working) => {
    expect(dues({ awareOn })).toEqual([reportBy, ...literal]);
    expect(dues({ awareOn }, 'working')).toEqual([reportBy, ...working]);
  });
});

describe('what happened counts, not what was expected', () => {
  it('counts each step from the day on which the one before was done', () => {
    const events = {
      reportedOn: '2026-04-01',
      receivedOn: '2026-04-02',
      answeredOn: '2026-04-04',
      metOn: '2026-04-10',
    };
    expect(dues({ awareOn: '2026-03-30', ...events })).toEqual([
      '2026-04-08',
      '2026-04-07',
      '2026-04-14',
      '2026-04-15',
    ]);
  });

  it('takes a report as received on the day it was sent, unless told otherwise', () => {
    expect(dues({ awareOn: '2026-03-30', reportedOn: '2026-04-01' })[1]).toBe('2026-04-06');
  });

  it('lets an assumption give way to what is told of a later step', () => {
    expect(dues({ awareOn: '2026-03-30', answeredOn: '2026-04-05' })).toEqual([
      '2026-04-08',
      '2026-04-10',
      '2026-04-15',
      '2026-04-20',
    ]);
  });

  it('lets every step be done on one day', () => {
    const events = {
      reportedOn: '2026-03-30',
      receivedOn: '2026-03-30',
      answeredOn: '2026-03-30',
      metOn: '2026-03-30',
    };
    expect(dues({ awareOn: '2026-03-30', ...events })).toEqual([
      '2026-04-08',
      '2026-04-04',
      '2026-04-09',
      '2026-04-04',
    ]);
  });

  it('marks a late step, and goes on from the day it was done', () => {
    const found = breachTimeline(HOLIDAY_CALENDAR, { awareOn: '2026-03-30', reportedOn: '2026-04-09' });
    if (!found.ok) throw new Error(found.refusal.message);
    expect(found.value.map(({ isLate }) => isLate)).toEqual([true, false, false, false]);
    expect(found.value[1]).toMatchObject({
      startIsTold: false,
      deadline: { startOn: '2026-04-09', dueOn: '2026-04-14' },
    });
  });

  it('is in time on the last day', () => {
    const found = breachTimeline(HOLIDAY_CALENDAR, { awareOn: '2026-03-30', reportedOn: '2026-04-08' });
    expect(found).toMatchObject({ ok: true, value: [{ isLate: false }, {}, {}, {}] });
  });
});

describe('refusals', () => {
  const aware = { awareOn: '2026-03-30' };
  it.each([
    ['unreadable-date', 'ISA-32a', { awareOn: '30 March' }],
    ['unreadable-date', 'ISA-32c', { ...aware, metOn: '2026-02-30' }],
    ['before-first-date', 'ISA-32a', { awareOn: '2011-12-31' }],
    ['past-horizon', 'ISA-32a', { awareOn: '2028-12-29' }],
    ['past-horizon', 'ISA-32d', { ...aware, metOn: '2028-12-29' }],
    ['out-of-order', 'ISA-32a', { ...aware, reportedOn: '2026-03-29' }],
    ['out-of-order', 'ISA-32b', { ...aware, reportedOn: '2026-04-02', receivedOn: '2026-04-01' }],
    ['out-of-order', 'ISA-32b', { ...aware, answeredOn: '2026-03-29' }],
    ['out-of-order', 'ISA-32c', { ...aware, answeredOn: '2026-04-05', metOn: '2026-04-04' }],
  ])('%s under %s: %j', (code, clause, events) => {
    expect(breachTimeline(HOLIDAY_CALENDAR, events)).toMatchObject({
      ok: false,
      refusal: { code: `working-calendar/${code}`, clause },
    });
  });
});

describe('a deadline explains itself', () => {
  it('with start, days counted, days skipped and why, due date and calendar', () => {
    const found = breachDeadline(HOLIDAY_CALENDAR, 'report', '2026-03-30');
    if (!found.ok) throw new Error(found.refusal.message);
    expect(explain(found.value, found.value.startsWhen)).toEqual([
      'Starts on Monday 30 March 2026, when the partner alleging the breach became aware of it.',
      'Length: 5 working days, not counting the day of the event.',
      'Counted: Tuesday 31 March, Wednesday 1 April, Thursday 2 April, Tuesday 7 April, Wednesday 8 April.',
      'Skipped: Friday 3 April (Good Friday), Saturday 4 April, Sunday 5 April, Monday 6 April (Easter Monday).',
      'Due by the end of Wednesday 8 April 2026.',
      'Bank holidays of England and Wales, calendar version 2026-11-20.',
    ]);
  });

  it.each(BREACH_STEPS)('%s: the other reading stands beside it, counted from the same day', (step) => {
    const literal = breachDeadline(HOLIDAY_CALENDAR, step, '2026-04-02');
    const working = breachDeadline(HOLIDAY_CALENDAR, step, '2026-04-02', { ...DEFAULT_TERMS, reading: 'working' });
    if (!literal.ok || !working.ok) throw new Error('refused');
    expect(literal.value).toMatchObject({ reading: 'literal', other: { reading: 'working', startOn: '2026-04-02' } });
    expect(working.value.other).toMatchObject({ reading: 'literal', dueOn: literal.value.dueOn });
    expect(literal.value.other?.dueOn).toBe(working.value.dueOn);
  });

  it('by the holidays of the division it is asked for', () => {
    const due = (division: 'scotland' | 'england-and-wales') =>
      breachDeadline(HOLIDAY_CALENDAR, 'report', '2026-11-27', { reading: 'literal', division });
    expect(due('scotland')).toMatchObject({
      value: {
        dueOn: '2026-12-07',
        skipped: expect.arrayContaining([{ on: '2026-11-30', reason: "St Andrew's Day" }]),
      },
    });
    expect(due('england-and-wales')).toMatchObject({ value: { dueOn: '2026-12-04' } });
  });
});
