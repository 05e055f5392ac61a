import type { AgreementClause, AgreementTerms, Gateway, Purpose, RetentionPeriod } from './agreement-text.js';
import { isClauseNumber, oneLine } from './draft-rules.js';
import { GATEWAYS } from './gateways.js';

/** A clause as a person types it: `12b`, or `ISA-12b`. */
export interface ClauseEntry {
  number: string;
  heading: string;
  text: string;
}

/** A purpose as a person types it; `id` of one that is there already. */
export interface PurposeEntry {
  id?: string;
  number: string;
  text: string;
}

/** What of a draft is replaced. */
export type DraftChange = Partial<Omit<AgreementTerms, 'textFormat'>>;

/** A clause number as the agreement writes it, whatever was typed: ` 12(b)` is `ISA-12b`. */
export const clauseNumberOf = (typed: string): AgreementClause['clause'] =>
  `ISA-${typed
    .trim()
    .toLowerCase()
    .replace(/^isa-/, '')
    .replaceAll(/[\s().]/g, '')}`;

/**
 * The clauses with one entered, in the order of their numbers.
 * @param was the number that the clause had; null for one that is new.
 */
export function withClause(
  clauses: readonly AgreementClause[],
  was: string | null,
  { number, heading, text }: ClauseEntry,
): AgreementClause[] {
  const entered: AgreementClause = {
    clause: clauseNumberOf(number),
    ...(oneLine(heading) && { heading: oneLine(heading) }),
    text: oneLine(text),
  };
  const others = clauses.filter(({ clause }) => clause !== was);
  return [...others, entered].toSorted((a, b) => a.clause.localeCompare(b.clause, 'en', { numeric: true }));
}

/** The purposes as they were typed; lines without text are left out, new ones get an id from their words. */
export function purposesOf(entries: readonly PurposeEntry[]): Purpose[] {
  const purposes: Purpose[] = [];
  for (const { id, number, text } of entries) {
    if (!oneLine(text)) continue;
    const taken = [...entries.map((one) => one.id), ...purposes.map((one) => one.id)];
    purposes.push({ id: id ?? freeId(text, taken), clause: clauseNumberOf(number), text: oneLine(text) });
  }
  return purposes;
}

/** The gateways of the register that were chosen, in its order; ids that it does not know are left out. */
export const gatewaysOf = (ids: readonly string[]): Gateway[] => GATEWAYS.filter(({ id }) => ids.includes(id));

/** The retention periods as they were typed; lines without a kind are left out. */
export const retentionOf = (entries: readonly { kind: string; amount: string; unit: string }[]): RetentionPeriod[] =>
  entries
    .filter(({ kind }) => oneLine(kind))
    .map(({ kind, amount, unit }) => ({
      kind: oneLine(kind),
      amount: /^\d{1,5}$/.test(amount.trim()) ? Number(amount) : Number.NaN,
      unit: unit === 'days' ? 'days' : 'years',
    }));

/** `ISA-28d` is numbered 28(d). */
export const numberText = (clause: string): string =>
  isClauseNumber(clause) ? clause.replace('ISA-', '').replace(/([a-z])$/, '($1)') : clause.replace('ISA-', '');

function freeId(text: string, taken: readonly (string | undefined)[]): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  const base = words || 'purpose';
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!taken.includes(id)) return id;
  }
}
