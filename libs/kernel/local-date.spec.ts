import { describe, expect, it } from '@jest/globals';
import { isLocalMonth, londonDate, quarterOf } from '@broker/kernel';

describe('quarterOf: an information period is three months (SI 2007/1831 reg 1(2))', () => {
  it.each([
    ['2019-01', '2019Q1'],
    ['2026-09', '2026Q3'],
    ['2026-10', '2026Q4'],
  ])('%s lies in %s', (month, quarter) => expect(quarterOf(month)).toBe(quarter));
});

describe('isLocalMonth', () => {
  it('takes only YYYY-MM', () => {
    expect(isLocalMonth('2019-01')).toBe(true);
    expect(['2019-13', '2019-1', '2019-01-01', '01/2019', ''].some(isLocalMonth)).toBe(false);
  });
});

describe('londonDate', () => {
  it('is a day ahead of UTC late on a summer evening', () => {
    expect(londonDate(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
  });
});
