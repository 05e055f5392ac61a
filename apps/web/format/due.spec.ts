import { describe, expect, it } from '@jest/globals';
import { HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { dueText } from './due.js';

const text = (dueOn: string, today: string) => dueText(dueOn, today, HOLIDAY_CALENDAR);

describe('a due date in words', () => {
  it.each([
    ['2026-11-27', '2026-11-20', 'By Friday 27 November (5 working days left)'],
    ['2026-11-21', '2026-11-20', 'By Saturday 21 November (no working day left)'],
    ['2026-11-23', '2026-11-20', 'By Monday 23 November (1 working day left)'],
    // Christmas Day, the substitute for Boxing Day, New Year's Day
    ['2027-01-04', '2026-12-24', 'By Monday 4 January 2027 (4 working days left)'],
    ['2026-11-20', '2026-11-20', 'By the end of today'],
  ])('%s seen on %s', (dueOn, today, words) => expect(text(dueOn, today)).toEqual({ text: words, isLate: false }));

  it('says how late what is late is', () => {
    expect(text('2026-11-19', '2026-11-20')).toEqual({
      text: 'Was due on Thursday 19 November 2026, 1 day ago',
      isLate: true,
    });
    expect(text('2026-11-13', '2026-11-20').text).toBe('Was due on Friday 13 November 2026, 7 days ago');
  });
});
