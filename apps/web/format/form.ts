import type { Refusal } from '@broker/kernel';

/** What was sent with a form; anything may be missing. */
export type Form = Record<string, unknown> | undefined;

/** A field of a form as text; empty when it is missing or is no text. */
export const textOf = (form: Form, name: string): string => {
  const value = form?.[name];
  return typeof value === 'string' ? value : '';
};

/** The faults of a form, on top and at the field. */
export interface FormFaults {
  errors: { text: string; href: string }[];
  fieldErrors: Record<string, { text: string }>;
}

/** @param faults field → what is wrong; the field's name is its id too. Fields without a fault hold null. */
export function formFaults(faults: Record<string, string | null>): FormFaults {
  const found = Object.entries(faults).filter((fault): fault is [string, string] => fault[1] !== null);
  return {
    errors: found.map(([field, text]) => ({ text, href: `#${field}` })),
    fieldErrors: Object.fromEntries(found.map(([field, text]) => [field, { text }])),
  };
}

/** A refusal as the sentence that stands at a field. */
export const refusalSentence = ({ message, mend }: Refusal): string => `${message} ${mend}`;
/** What was typed into a field; empty when nothing was. */
export function typed(form: Form, name: string): string {
  const value = form?.[name];
  return typeof value === 'string' ? value : '';
}

/** Everything that was typed into, or ticked among, fields of one name. */
export function typedAll(form: Form, name: string): string[] {
  const value = form?.[name];
  return [value].flat().filter((one): one is string => typeof one === 'string');
}

/** The day typed into the three fields of a date input, `YYYY-MM-DD`; empty when all three are. What is no day stays no day. */
export function typedDate(form: Form, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => typed(form, `${name}-${part}`).trim());
  if (!day && !month && !year) return '';
  return [year, twoDigits(month), twoDigits(day)].join('-');
}

const twoDigits = (text = ''): string => (text.length === 1 ? `0${text}` : text);

/** A day as the three fields of a date input (GOV.UK date input items). `isWrong` marks all three. */
export function dateItems(date: string | null, isWrong = false) {
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  const error = isWrong ? ' govuk-input--error' : '';
  return [
    { name: 'day', classes: `govuk-input--width-2${error}`, value: day.replace(/^0/, '') },
    { name: 'month', classes: `govuk-input--width-2${error}`, value: month.replace(/^0/, '') },
    { name: 'year', classes: `govuk-input--width-4${error}`, value: year },
  ];
}
