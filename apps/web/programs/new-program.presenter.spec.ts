import { describe, expect, it } from '@jest/globals';
import { EMPTY_FORM, presentNewProgram, programForm } from './new-program.presenter.js';

const refusal = (code: string) => ({ code, clause: 'ISA-26', message: 'No.', mend: 'Mend.' }) as const;

describe('the form that lets a program in', () => {
  it('offers what the role may do and a program can do, and chooses nothing beforehand', () => {
    const steward = presentNewProgram('data-steward', EMPTY_FORM);
    const values = steward.scopes.map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['exchange:read', 'exchange:write', 'agreement:read']));
    expect(steward.scopes.some(({ checked }) => checked)).toBe(false);
    expect(steward.scopes.find(({ value }) => value === 'exchange:write')?.hint.text).toMatch(
      /^Upload a dataset, .*\.$/,
    );
    expect(presentNewProgram('signing-officer', EMPTY_FORM).scopes.map(({ value }) => value)).not.toContain(
      'exchange:write',
    );
    expect(JSON.stringify(steward)).not.toContain('let a program act');
    expect(steward.days.filter(({ checked }) => checked)).toEqual([{ value: '90', text: '90 days', checked: true }]);
  });

  it('keeps what was typed, whatever it is', () => {
    const typed = programForm({ name: 'X', scopes: ['exchange:read', 7], days: '30' });
    expect(typed).toEqual({ name: 'X', scopes: ['exchange:read'], days: '30' });
    const page = presentNewProgram('data-steward', typed);
    expect(page.scopes.filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['exchange:read']);
    expect(programForm(undefined)).toEqual({ name: '', scopes: [], days: '' });
    expect(programForm({ scopes: 'a', name: ['x'] })).toEqual({ name: '', scopes: ['a'], days: '' });
  });

  it.each([
    ['identity/program-name', 'name'],
    ['identity/program-days', 'days'],
    ['identity/scope-none', 'scopes'],
    ['identity/scope-not-yours', 'scopes'],
  ])('shows %s at its field', (code, field) => {
    const page = presentNewProgram('data-steward', EMPTY_FORM, refusal(code));
    expect(page.errors).toEqual([{ text: 'No. Mend.', href: `#${field}` }]);
    expect(page.fieldErrors).toEqual({ [field]: { text: 'No. Mend.' } });
  });
});
