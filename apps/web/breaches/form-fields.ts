import type { LocalDate } from '@broker/kernel';

/** One question of a form. `id` names the field, and the refusals of `mends` are shown at it. */
export type Field = { id: string; label: string; hint?: string } & (
  | { kind: 'textarea' | 'input'; value: string; width?: string }
  | { kind: 'radios' | 'checkboxes'; items: Choice[] }
  | { kind: 'date'; items: { name: string; label: string; value: string; width: number }[] }
  | { kind: 'action'; kinds: Choice[]; owners: Choice[]; text: string; date: DateField }
);

/** A choice, as GOV.UK radios, checkboxes and selects take it. */
export interface Choice {
  value: string;
  text: string;
  hint?: { text: string };
  checked?: boolean;
  selected?: boolean;
}

type DateField = { kind: 'date'; items: { name: string; label: string; value: string; width: number }[] };

/** What a person has sent; values are texts, or lists of them where a box was ticked more than once. */
export type Sent = Readonly<Record<string, unknown>>;

/** A text of the form; empty when it was not sent. */
export const textOf = (form: Sent, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : '';
};

/** The ticked boxes of a name. */
export const listOf = (form: Sent, name: string): string[] => {
  const value = form[name];
  const values: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.filter((one): one is string => typeof one === 'string' && one !== '');
};

/** Day, month and year as `YYYY-MM-DD`; as it was written, where it is no date: the rules then refuse it. */
export function dateOf(form: Sent, name: string): LocalDate {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => textOf(form, `${name}-${part}`).trim());
  if (!year && !month && !day) return '';
  return `${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

/** A whole number; null when the field is empty, -1 (which the rules refuse) when it holds anything else. */
export const countOf = (form: Sent, name: string): number | null => {
  const text = textOf(form, name).trim().replaceAll(',', '');
  if (text === '') return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : -1;
};

/** A date in three fields, filled with what was sent, or with a day. */
export function dateField(
  id: string,
  label: string,
  hint: string,
  sent: Sent | null,
  on: LocalDate = '',
): DateField & { id: string; label: string; hint: string } {
  const [year = '', month = '', day = ''] = on.split('-');
  const given: Record<string, string> = { day: String(Number(day) || ''), month: String(Number(month) || ''), year };
  const items = (['day', 'month', 'year'] as const).map((part) => ({
    name: part,
    label: part.charAt(0).toUpperCase() + part.slice(1),
    value: sent ? textOf(sent, `${id}-${part}`) : given[part]!,
    width: part === 'year' ? 4 : 2,
  }));
  return { id, label, hint, kind: 'date', items };
}
