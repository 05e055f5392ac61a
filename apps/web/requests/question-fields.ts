import type { ItemWords } from '@broker/disclosure';
import { dayItems, dayOf } from '../format/date-fields.js';
import { textOf, type Form } from '../format/form.js';

/** A choice, as GOV.UK radios, checkboxes and selects take it. */
export interface Choice {
  value: string;
  text: string;
  hint?: { text: string };
  checked?: boolean;
  selected?: boolean;
}

/** One thing that is asked for, as three fields. */
export interface ItemEntry {
  id: string;
  kinds: Choice[];
  what: string;
  why: string;
}

/** One field of a question; `id` names it, too. */
export type Field = { id: string; label: string; hint?: string } & (
  | { kind: 'textarea'; value: string; rows: number }
  | { kind: 'input'; value: string; width?: string }
  | { kind: 'radios' | 'checkboxes'; items: Choice[] }
  | { kind: 'date'; items: ReturnType<typeof dayItems> }
  | { kind: 'items'; entries: ItemEntry[] }
);

/** A question answered in sentences. */
export const area = (id: string, label: string, hint: string, value: string, rows = 6): Field => ({
  kind: 'textarea',
  id,
  label,
  hint,
  value,
  rows,
});

/** A question answered with one of a closed list, or (`checkboxes`) with several. */
export const oneOf = (
  kind: 'radios' | 'checkboxes',
  id: string,
  label: string,
  hint: string,
  items: Choice[],
): Field => ({ kind, id, label, ...(hint && { hint }), items });

/** The choices of a closed list. @param chosen the keys that are chosen. */
export const choicesOf = (list: Readonly<Record<string, string>>, chosen: readonly (string | null)[]): Choice[] =>
  Object.entries(list).map(([value, text]) => ({ value, text, checked: chosen.includes(value) }));

/** Yes and no. @param chosen null while neither is. */
export const yesOrNo = (chosen: boolean | null): Choice[] => [
  { value: 'yes', text: 'Yes', checked: chosen === true },
  { value: 'no', text: 'No', checked: chosen === false },
];

/** The answer of a yes or no, as an answer of the name; nothing where neither was chosen. */
export const ticked = <N extends string>(form: Form, field: string, name: N): { [K in N]?: boolean } => {
  const text = textOf(form, field);
  return text === 'yes' || text === 'no' ? ({ [name]: text === 'yes' } as { [K in N]?: boolean }) : {};
};

/** A choice that was made, as an answer of the name; nothing where none was. What is not in the list, the rules refuse. */
export const chosen = <N extends string>(form: Form, field: string, name: N): { [K in N]?: never } => {
  const text = textOf(form, field);
  return Object.fromEntries(text ? [[name, text]] : []) as never;
};

/** A date in three fields, filled with what was sent, or with a day. */
export const dateField = (id: string, label: string, hint: string, form: Form | null, on: string | null): Field => ({
  kind: 'date',
  id,
  label,
  hint,
  items: dayItems(form ? dayOf(form, id) : on),
});

/** The items of a form, in its order; those of which nothing is written are left out. */
export function itemsOf(form: Form): ItemWords[] {
  const items: ItemWords[] = [];
  for (let index = 0; form?.[`item-${index}-kind`] !== undefined; index += 1) {
    const part = (name: string): string => textOf(form, `item-${index}-${name}`);
    const item = { id: part('id'), kind: part('kind') as ItemWords['kind'], what: part('what'), why: part('why') };
    if (item.what.trim() || item.why.trim()) items.push(item);
  }
  return items;
}
