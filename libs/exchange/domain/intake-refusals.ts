import { IDENTIFIER_NAMES, type IdentifierKind, type RefusedRows } from '@broker/depersonalisation';
import type { Clause } from '@broker/kernel';

/** Why one row is refused. Never holds the value. */
export interface RowFault {
  code: string;
  clause: Clause;
  message: string;
  mend: string;
  column: string;
}

/** Row numbers listed for one reason, and in all: a file made to be refused must not make a report without end. */
const LISTED_ROWS = 1000;
const LISTED_IN_ALL = 50_000;

/** Refused rows, grouped by reason and column. */
export class RowRefusals {
  private listed = 0;
  private readonly groups = new Map<string, RefusedRows>();

  /** Rows refused so far. */
  rows = 0;

  add(fault: RowFault, row: number): void {
    this.rows += 1;
    const key = `${fault.code}\n${fault.column}\n${fault.message}`;
    let group = this.groups.get(key);
    if (!group) this.groups.set(key, (group = { ...fault, rows: 0, rowNumbers: [] }));
    group.rows += 1;
    if (group.rowNumbers.length === LISTED_ROWS || this.listed === LISTED_IN_ALL) return;
    group.rowNumbers.push(row);
    this.listed += 1;
  }

  /** The reasons, the most frequent first. */
  list(): RefusedRows[] {
    return [...this.groups.values()].sort((a, b) => b.rows - a.rows);
  }
}

/** A cell that may identify a person (ISA-9). */
export const identifierFault = (kind: IdentifierKind, column: string): RowFault => ({
  code: 'depersonalisation/direct-identifier',
  clause: 'ISA-9',
  message: `The cell holds what looks like ${IDENTIFIER_NAMES[kind]}.`,
  mend: 'Remove it from the file. If it is something else, leave the column out: it is not part of the dataset.',
  column,
});

/** A cell that is not what the dataset asks for. */
export const valueFault = (code: string, clause: Clause, column: string, message: string, mend: string): RowFault => ({
  code: `exchange/${code}`,
  clause,
  column,
  message,
  mend,
});
