import { numberText, type Purpose, type PurposeEntry } from '@broker/agreement';
import { textOf, type Form } from '../format/form.js';

/** Lines of a list that a form may hold. */
const LINES_MAX = 60;

/** Empty lines at the end of a form, for new entries. */
const NEW_LINES = 2;

/** A retention period as it is typed. */
export interface RetentionEntry {
  kind: string;
  amount: string;
  unit: string;
}

/** The purposes as the lines of a form, with room for new ones. */
export const presentPurposes = (purposes: readonly Purpose[]) => ({
  lines: [
    ...purposes.map(({ id, clause, text }) => ({ id, number: numberText(clause), text })),
    ...Array.from({ length: NEW_LINES }, () => ({ id: '', number: '', text: '' })),
  ].map((line, index) => ({ ...line, at: index + 1 })),
});

/** The retention periods as the lines of a form, with room for new ones. */
export const presentRetention = (entries: readonly RetentionEntry[]) => ({
  lines: [
    ...entries.filter(({ kind }) => kind.trim()),
    ...Array.from({ length: NEW_LINES }, () => ({ kind: '', amount: '', unit: 'years' })),
  ].map((line, index) => ({ ...line, at: index + 1 })),
});

const lineNumbers = Array.from({ length: LINES_MAX }, (_, index) => index + 1);

/** The purposes that were typed. */
export const purposeEntries = (form: Form): PurposeEntry[] =>
  lineNumbers
    .map((at) => ({
      id: textOf(form, `id-${at}`),
      number: textOf(form, `number-${at}`),
      text: textOf(form, `text-${at}`),
    }))
    .filter(({ text }) => text.trim())
    .map(({ id, ...entry }) => (/^[a-z0-9-]{1,60}$/.test(id) ? { id, ...entry } : entry));

/** The retention periods that were typed. */
export const retentionEntries = (form: Form): RetentionEntry[] =>
  lineNumbers
    .map((at) => ({
      kind: textOf(form, `kind-${at}`),
      amount: textOf(form, `amount-${at}`),
      unit: textOf(form, `unit-${at}`),
    }))
    .filter(({ kind, amount }) => kind.trim() || amount.trim());
