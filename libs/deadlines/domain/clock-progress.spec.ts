import { describe, expect, it } from '@jest/globals';
import { isSteady, strayMs } from './clock-progress.js';

const MINUTE = 60_000;
const before = { databaseMs: 1_000 * MINUTE, steadyMs: 10 * MINUTE };
const after = (databaseMinutes: number, steadyMinutes: number) => ({
  databaseMs: before.databaseMs + databaseMinutes * MINUTE,
  steadyMs: before.steadyMs + steadyMinutes * MINUTE,
});

describe('the watch over the clock of the database', () => {
  it('trusts a clock that goes on as time does, however long nobody looked', () => {
    expect(isSteady(before, after(0, 0))).toBe(true);
    expect(isSteady(before, after(600, 600))).toBe(true);
    expect(isSteady(before, after(65, 60))).toBe(true);
  });

  it('does not trust one that has jumped more than five minutes, forward or back', () => {
    expect(isSteady(before, after(66, 60))).toBe(false);
    expect(isSteady(before, after(54, 60))).toBe(false);
    expect(strayMs(before, after(0, 25 * 60))).toBe(-25 * 60 * MINUTE);
  });
});
