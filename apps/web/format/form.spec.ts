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
