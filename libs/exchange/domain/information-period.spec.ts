import { describe, expect, it } from '@jest/globals';
import { endedPeriodAt } from './information-period.js';

describe('SI 2007/1831 reg 3: due by the end of the information period that follows', () => {
  it.each([
    ['2026-11-20', '2026-07', '2026-09', '2026-12-31'],
    ['2026-10-01', '2026-07', '2026-09', '2026-12-31'],
    ['2026-12-31', '2026-07', '2026-09', '2026-12-31'],
    ['2027-01-01', '2026-10', '2026-12', '2027-03-31'],
    ['2026-04-01', '2026-01', '2026-03', '2026-06-30'],
    ['2026-09-30', '2026-04', '2026-06', '2026-09-30'],
  ])('on %s it is %s to %s, due by %s', (today, first, last, dueOn) => {
    const period = endedPeriodAt(today);
    expect(period).toMatchObject({ first, last, dueOn });
    expect(period.months).toHaveLength(3);
  });
});
