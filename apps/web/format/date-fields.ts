import { textOf, type Form } from './form.js';

/** Everything that was typed into, or ticked among, fields of one name. */
export const textsOf = (form: Form, name: string): string[] =>
  [form?.[name]].flat().filter((one): one is string => typeof one === 'string');

/** The day typed into the three fields of a date input, `YYYY-MM-DD`; empty when all three are. What is no day stays no day. */
export function dayOf(form: Form, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => textOf(form, `${name}-${part}`).trim());
  if (!day && !month && !year) return '';
  return [year, twoDigits(month), twoDigits(day)].join('-');
}

const twoDigits = (text = ''): string => (text.length === 1 ? `0${text}` : text);

/** A day as the three fields of a date input (GOV.UK date input items). `isWrong` marks all three. */
export function dayItems(date: string | null, isWrong = false) {
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  const error = isWrong ? ' govuk-input--error' : '';
  return [
    { name: 'day', classes: `govuk-input--width-2${error}`, value: day.replace(/^0/, '') },
    { name: 'month', classes: `govuk-input--width-2${error}`, value: month.replace(/^0/, '') },
    { name: 'year', classes: `govuk-input--width-4${error}`, value: year },
  ];
}
