import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@broker/kernel';
import { presentRefusal } from '../format/refusal.presenter.js';
import { blankForm, dateOf, partsOf, refusedForm, type Field } from './form.presenter.js';

const name: Field = { kind: 'text', id: 'name', label: 'Name', value: '' };
const start: Field = { kind: 'date', id: 'startsOn', label: 'First day', value: { day: '', month: '', year: '' } };
const page = blankForm({
  title: 'Nominate',
  caption: 'Anytown Police',
  back: { text: 'Anytown Police', href: '/partners/1' },
  lead: '',
  fields: [name, start],
  button: 'Nominate',
});
const refusal: Refusal = { code: 'a/b', clause: 'ISA-20', message: 'No such day.', mend: 'Give another.' };

describe('a form', () => {
  it('says what is wrong on top and at the question, and leads from one to the other', () => {
    const refused = refusedForm(page, refusal, presentRefusal(refusal), { 'a/b': 'startsOn' });
    expect(refused.errors).toEqual([{ text: 'No such day.', href: '#startsOn-day' }]);
    expect(refused.fields.map(({ error }) => error)).toEqual([undefined, 'No such day.']);
    expect(refused.refusal?.mend).toBe('Give another.');
  });

  it('says it on top alone where it is about no question', () => {
    const refused = refusedForm(page, refusal, presentRefusal(refusal), {});
    expect(refused.errors[0]?.href).toBe('#name');
    expect(refused.fields.some(({ error }) => error)).toBe(false);
  });
});

describe('dates of a form', () => {
  const typed = (day: string, month: string, year: string) => ({ 'x-day': day, 'x-month': month, 'x-year': year });
  it.each([
    [typed('7', '6', '2026'), '2026-06-07'],
    [typed(' 07 ', '06', '2026'), '2026-06-07'],
    [typed('', '', ''), ''],
    [typed('7', '', '2026'), '2026-00-07'],
    [{ 'x-day': ['7'] }, ''],
    [undefined, ''],
  ])('%j is %s', (form, date) => expect(dateOf(form, 'x')).toBe(date));
  it('are shown in three parts', () => expect(partsOf('2026-06-07')).toEqual({ day: '7', month: '6', year: '2026' }));
});
