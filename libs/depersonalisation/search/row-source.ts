import type { KeyLayout } from './key-layout.js';

export type Codes = Uint16Array | Uint32Array;

/** Rows to be grouped: packed codes of the columns at some levels, and how many rows of the table each stands for. */
export interface RowSource {
  rows: number;
  layout: KeyLayout;
  /** One array for each pack of the layout. */
  packed: readonly Codes[];
  /** Codes of each column as packed here. */
  sizes: readonly number[];
  /** Rows of the table for each row here; null: one each. */
  counts: Int32Array | null;
  /** For each row the code of what else is known of it: sensitive values, membership of the population. */
  payload: Codes | null;
  /** For each code of a column here, its code at a level. */
  up(column: number, level: number): ArrayLike<number>;
}

/** Codes in 16 bits when they fit. */
export const codesFor = (size: number, rows: number): Codes =>
  size <= 0x1_0000 ? new Uint16Array(rows) : new Uint32Array(rows);
