import type { LocalDate, Refusal } from '@broker/kernel';
import type { RefusalView } from '../format/refusal.presenter.js';

/** What a browser sent of a form. */
export type SentForm = Record<string, unknown> | undefined;

interface Asked {
  /** Also the name under which it is sent. */
  id: string;
  label: string;
  hint?: string;
}

/** One question of a form (arguments of the GOV.UK component that asks it). */
export type Field =
  | (Asked & { kind: 'text'; value: string; type?: 'text' | 'email'; autocomplete?: string; width?: string })
  | (Asked & { kind: 'textarea'; value: string; rows?: number })
  | (Asked & { kind: 'file'; accept: string })
  | (Asked & { kind: 'date'; value: { day: string; month: string; year: string } })
  | (Asked & { kind: 'select' | 'radios' | 'checkboxes'; items: { value: string; text: string; checked: boolean }[] });

/** A page that asks a few questions and does one act. */
export interface FormPage {
  title: string;
  caption: string;
  back: { text: string; href: string };
  /** What happens, in a sentence or two. */
  lead: string;
  /** The questions; a `heading` stands above the first of several that belong together. */
  fields: (Field & { error?: string; heading?: string })[];
  button: { text: string; isWarning: boolean };
  /** A second way to send the form, as `later`. */
  second?: string;
  refusal: RefusalView | null;
  /** For the error summary. */
  errors: { text: string; href: string }[];
}

/** A form as it is first shown. */
export const blankForm = (
  page: Pick<FormPage, 'title' | 'caption' | 'back' | 'lead' | 'fields'> & {
    button: string;
    isWarning?: boolean;
    second?: string;
  },
): FormPage => ({
  ...page,
  button: { text: page.button, isWarning: page.isWarning ?? false },
  refusal: null,
  errors: [],
});

/**
 * The same form with what is wrong.
 * @param places the code of a refusal → the id of the question that it is about; the first question where it has none.
 */
export function refusedForm(
  page: FormPage,
  refusal: Refusal,
  explained: RefusalView,
  places: Readonly<Record<string, string>>,
): FormPage {
  const id = places[refusal.code];
  const field = page.fields.find((one) => one.id === id) ?? page.fields[0];
  const href = !field ? '#main-content' : field.kind === 'date' ? `#${field.id}-day` : `#${field.id}`;
  return {
    ...page,
    fields: page.fields.map((one) => (one.id === id ? { ...one, error: refusal.message } : one)),
    refusal: explained,
    errors: [{ text: refusal.message, href }],
  };
}

/** What was typed into a question; empty when nothing was. Browsers end lines in two letters: here they end in one, as they are kept. */
export function textOf(form: SentForm, id: string): string {
  const value = form?.[id];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

/** The three parts of a date as they were typed. */
export const datePartsOf = (form: SentForm, id: string) => ({
  day: textOf(form, `${id}-day`).trim(),
  month: textOf(form, `${id}-month`).trim(),
  year: textOf(form, `${id}-year`).trim(),
});

/** A date as the rooms read it; an empty text where no part was typed. What is no date stays none. */
export function dateOf(form: SentForm, id: string): LocalDate {
  const { day, month, year } = datePartsOf(form, id);
  return day || month || year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : '';
}

/** A date in its three parts. */
export function partsOf(on: LocalDate): { day: string; month: string; year: string } {
  const [year = '', month = '', day = ''] = on.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}
