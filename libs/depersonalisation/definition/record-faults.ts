import { RefusedError, type FaultPlace, type Refusal } from '@broker/kernel';
import { IDENTIFIER_NAMES, type IdentifierKind } from '../identifiers/detector.js';
import type { HierarchyDefinition } from './definition.js';
import { EXPECTED } from './value-kinds.js';

/** In fewer rows a column may hold different values throughout by chance. */
const KEY_FROM_ROWS = 50;

interface Fault {
  rows: number;
  firstRow: number;
  message: (rows: string) => string;
  code: string;
  mend: string;
  column: string;
}

/** Faults that are counted over the whole file, so that all of them can be mended at once. None repeats a value. */
export class RecordFaults {
  private readonly faults = new Map<string, Fault>();
  /** Columns in which no value has come twice, with the values. */
  private readonly keys = new Map<string, Set<string> | null>();

  /** A value that is not of the kind of its hierarchy. */
  addUnfit(column: string, kind: HierarchyDefinition['kind'], row: number): void {
    this.count(`unfit ${column}`, row, () => ({
      code: 'depersonalisation/unfit-values',
      message: (rows) => `Column "${column}" holds in ${rows} something that is not ${EXPECTED[kind]}.`,
      mend: 'Correct the values or empty the cells, or choose another hierarchy for the column.',
      column,
    }));
  }

  /** An identifier in a column that is said to be harmless. */
  addIdentifying(column: string, kind: IdentifierKind, row: number): void {
    this.count(`identifying ${kind} ${column}`, row, () => ({
      code: 'depersonalisation/identifying-column',
      message: (rows) => `Column "${column}" has the role "other" and holds in ${rows} ${IDENTIFIER_NAMES[kind]}.`,
      mend: 'Give the column the role "identifying" or "free-text", so that it is left out; or correct the cells.',
      column,
    }));
  }

  /** Watches whether any value of a column comes twice. */
  watchKey(column: string, value: string): void {
    const seen = this.keys.get(column);
    if (seen === null) return;
    if (seen === undefined) this.keys.set(column, new Set([value]));
    else if (seen.has(value)) this.keys.set(column, null);
    else seen.add(value);
  }

  /** Refuses the file if there is any fault: that of the first column found, with a word on the others. */
  refuseAny(rowsKept: number): void {
    if (rowsKept >= KEY_FROM_ROWS) this.addKeys();
    const [first, ...others] = this.faults.values();
    if (!first) return;
    const told = [first, ...others].map((fault) => fault.message(rowsText(fault.rows)));
    const where: FaultPlace = { row: first.firstRow, column: first.column };
    const refusal: Refusal = {
      code: first.code,
      clause: 'ISA-9',
      message: told.join(' '),
      mend: mendOf([first, ...others]),
      where,
    };
    throw new RefusedError(refusal);
  }

  private addKeys(): void {
    for (const [column, seen] of this.keys) {
      if (seen === null) continue;
      this.count(`key ${column}`, 2, () => ({
        code: 'depersonalisation/key-column',
        message: () =>
          `Column "${column}" has the role "other", and no value in it comes twice: whoever knows one finds the row.`,
        mend: 'Give the column the role "identifying", or "quasi-identifier" with a hierarchy.',
        column,
      }));
    }
  }

  private count(key: string, row: number, make: () => Omit<Fault, 'rows' | 'firstRow'>): void {
    const known = this.faults.get(key);
    if (known) known.rows += 1;
    else this.faults.set(key, { ...make(), rows: 1, firstRow: row });
  }
}

const rowsText = (rows: number): string => (rows === 1 ? '1 row' : `${rows.toLocaleString('en-GB')} rows`);

const mendOf = (faults: readonly Fault[]): string => [...new Set(faults.map(({ mend }) => mend))].join(' ');
