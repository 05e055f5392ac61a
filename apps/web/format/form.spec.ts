import { describe, expect, it } from '@jest/globals';
import { formFaults, textOf } from './form.js';

describe('formFaults', () => {
  it('names each fault twice: on top with a link, and at its field', () => {
    expect(formFaults({ code: 'Enter the code', name: null })).toEqual({
      errors: [{ text: 'Enter the code', href: '#code' }],
      fieldErrors: { code: { text: 'Enter the code' } },
    });
  });
});

describe('textOf', () => {
  it('takes nothing but text', () => {
    expect([textOf({ a: 'x' }, 'a'), textOf({ a: ['x'] }, 'a'), textOf(undefined, 'a')]).toEqual(['x', '', '']);
  });
});
import { dateItems, typed, typedAll, typedDate } from './form.js';

describe('what was typed into a form', () => {
  it('is a text, whatever was sent', () => {
    expect(typed({ a: 'x' }, 'a')).toBe('x');
    expect([typed({ a: ['x', 'y'] }, 'a'), typed(undefined, 'a'), typed({}, 'a')]).toEqual(['', '', '']);
    expect([typedAll({ a: ['x', 'y'] }, 'a'), typedAll({ a: 'x' }, 'a'), typedAll({}, 'a')]).toEqual([
      ['x', 'y'],
      ['x'],
      [],
    ]);
  });

  it('is a day when its three fields are one, and never one by accident', () => {
    const form = { 'on-day': '7', 'on-month': ' 6', 'on-year': '2027' };
    expect(typedDate(form, 'on')).toBe('2027-06-07');
    expect(typedDate({ 'on-day': '31' }, 'on')).toBe('--31');
    expect(typedDate({}, 'on')).toBe('');
  });

  it('stands in the fields again as it was typed', () => {
    expect(dateItems('2027-06-07').map(({ value }) => value)).toEqual(['7', '6', '2027']);
    expect(dateItems(null, true)[0]).toEqual({
      name: 'day',
      classes: 'govuk-input--width-2 govuk-input--error',
      value: '',
    });
  });
});
