import { describe, expect, it } from '@jest/globals';
import { dateText, localDateText, momentText, periodText, rangeText } from './dates.js';

describe('dates and times are those on the wall in London', () => {
  it('writes a date in full', () => expect(localDateText('2026-06-02')).toBe('Tuesday 2 June 2026'));
  it('moves with summer time', () => {
    expect(momentText(new Date('2026-06-30T23:05:00Z'))).toBe('Wednesday 1 July 2026 at 12:05am');
    expect(momentText(new Date('2026-11-20T15:05:00Z'))).toBe('Friday 20 November 2026 at 3:05pm');
  });
  it('needs no comma', () => expect(dateText(new Date('2026-01-01T12:00:00Z'))).toBe('Thursday 1 January 2026'));
});

describe('periods', () => {
  it.each([
    ['2019-01', 'January 2019'],
    ['2019Q1', 'January to March 2019'],
    ['2019Q4', 'October to December 2019'],
    ['whole', 'whole'],
  ])('%s is %s', (period, text) => expect(periodText(period)).toBe(text));

  it.each([
    ['2019-01', '2019-01', 'January 2019'],
    ['2019-01', '2019-03', 'January to March 2019'],
    ['2018-12', '2019-03', 'December 2018 to March 2019'],
  ])('%s to %s is %s', (from, to, text) => expect(rangeText(from, to)).toBe(text));
});
