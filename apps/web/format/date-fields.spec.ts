import { describe, expect, it } from '@jest/globals';
import { dayItems, dayOf, textsOf } from './date-fields.js';

describe('what was typed into a form', () => {
  it('is every text of one name', () => {
    expect([textsOf({ a: ['x', 'y'] }, 'a'), textsOf({ a: 'x' }, 'a'), textsOf({}, 'a')]).toEqual([
      ['x', 'y'],
      ['x'],
      [],
    ]);
  });

  it('is a day when its three fields are one, and never one by accident', () => {
    expect(dayOf({ 'on-day': '7', 'on-month': ' 6', 'on-year': '2027' }, 'on')).toBe('2027-06-07');
    expect(dayOf({ 'on-day': '31' }, 'on')).toBe('--31');
    expect(dayOf({}, 'on')).toBe('');
  });

  it('stands in the fields again as it was typed', () => {
    expect(dayItems('2027-06-07').map(({ value }) => value)).toEqual(['7', '6', '2027']);
    expect(dayItems(null, true)[0]).toEqual({
      name: 'day',
      classes: 'govuk-input--width-2 govuk-input--error',
      value: '',
    });
  });
});
