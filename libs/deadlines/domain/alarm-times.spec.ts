import { describe, expect, it } from '@jest/globals';
import { endOfLondonDay } from '@broker/working-calendar';
import { alarmTimes } from './alarm-times.js';

const PLANS = [
  { name: 'late-3', offsetDays: 3 },
  { name: 'reminder-2', offsetDays: -2 },
  { name: 'due', offsetDays: 0 },
  { name: 'late-1', offsetDays: 1 },
];
const ring = (dueOn: string, now: string): string[] =>
  alarmTimes(PLANS, dueOn, endOfLondonDay(dueOn), new Date(now)).map(
    ({ name, ringsAt }) => `${name} ${ringsAt.toISOString()}`,
  );

describe('the alarms of a deadline', () => {
  it('ring at eight in London, winter and summer, and at the end of the due day', () => {
    expect(ring('2026-03-29', '2026-03-01T00:00:00Z')).toEqual([
      'reminder-2 2026-03-27T08:00:00.000Z',
      'due 2026-03-29T23:00:00.000Z',
      'late-1 2026-03-30T07:00:00.000Z',
      'late-3 2026-04-01T07:00:00.000Z',
    ]);
  });

  it('leave out reminders whose moment has passed', () => {
    expect(ring('2026-01-10', '2026-01-09T09:00:00Z')[0]).toBe('due 2026-01-11T00:00:00.000Z');
  });

  it('say once that the day has passed, when it had before the deadline was armed', () => {
    expect(ring('2026-01-10', '2026-01-11T09:00:00Z')).toEqual([
      'late-1 2026-01-11T08:00:00.000Z',
      'late-3 2026-01-13T08:00:00.000Z',
    ]);
    expect(ring('2026-01-10', '2026-02-01T00:00:00Z')).toEqual(['late-3 2026-01-13T08:00:00.000Z']);
  });

  it('ring for a term of hours at the very instant it runs out', () => {
    const dueAt = new Date('2026-01-10T15:30:00Z');
    const [first] = alarmTimes([{ name: 'due', offsetDays: 0 }], '2026-01-10', dueAt, new Date('2026-01-08T00:00:00Z'));
    expect(first).toEqual({ name: 'due', ringsAt: dueAt });
  });
});
