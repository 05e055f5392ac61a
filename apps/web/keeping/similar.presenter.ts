import { ITEM_KINDS, SHOWN_FROM, type SimilarNeed } from '@broker/disclosure';
import { numberText } from '../format/numbers.js';

/** What requests like this one came to, as a table (template keeping/similar). */
export interface SimilarView {
  note: string;
  rows: string[][];
}

/** Kinds of items by how many requests asked for them, were given them and opened them; null where there is nothing to show. */
export function presentSimilar(needs: readonly SimilarNeed[]): SimilarView | null {
  if (needs.length === 0) return null;
  const count = (number: number | null): string => (number === null ? `fewer than ${SHOWN_FROM}` : numberText(number));
  const words: Readonly<Record<string, string>> = ITEM_KINDS;
  return {
    note: `Requests for the same purpose, about people in the same role. Numbers below ${SHOWN_FROM} are not shown.`,
    rows: needs.map(({ kind, asked, authorised, opened }) => [
      words[kind] ?? kind,
      count(asked),
      count(authorised),
      count(opened),
    ]),
  };
}
