import { describe, expect, it } from '@jest/globals';
import { isWitnessAlarm, mayBeAsked, pauseAfter } from './index.js';

describe('asking a witness', () => {
  it('is done at once while it answers, and ever more rarely while it does not, up to five minutes', () => {
    expect([0, 1, 2, 3, 6, 7, 8, 1_000_000].map(pauseAfter)).toEqual([
      0, 5_000, 10_000, 20_000, 160_000, 300_000, 300_000, 300_000,
    ]);
  });

  it('waits for the pause to be over', () => {
    const now = new Date('2026-11-20T09:00:10Z');
    const askedAt = new Date('2026-11-20T09:00:00Z');
    expect(mayBeAsked({ failures: 9, askedAt: null }, now)).toBe(true);
    expect(mayBeAsked({ failures: 0, askedAt: now }, now)).toBe(true);
    expect(mayBeAsked({ failures: 2, askedAt }, now)).toBe(true);
    expect(mayBeAsked({ failures: 3, askedAt }, now)).toBe(false);
  });

  it('tells a log that was rewritten from a machine that does not answer', () => {
    expect(['witness/ahead', 'witness/fork', 'witness/422'].every(isWitnessAlarm)).toBe(true);
    expect(['witness/ECONNREFUSED', 'toString', null].some(isWitnessAlarm)).toBe(false);
  });
});
