import type { PrivacyModel } from '../models/privacy-model.js';
import type { QuasiIdentifier } from './anonymisation.js';
import { ClassConditions } from './class-conditions.js';
import { NodeChecker } from './node-check.js';
import { sourceOf } from './problem.js';
import { columnOf, type Table } from './table.js';

/** A table after a transformation: the generalised columns, and which rows are suppressed. */
export interface Transformed {
  /** 1 for each suppressed row; nothing of such a row may be released. */
  suppressed: Uint8Array;
  suppressedRows: number;
  /** For each quasi-identifier, the label codes of the rows and the labels at its level. */
  columns: { name: string; codes: Uint16Array | Uint32Array; labels: readonly string[] }[];
}

/**
 * Generalises a table to the given levels and marks the rows of every class that does not satisfy all models.
 * @param levels level of each quasi-identifier, as the search gave them
 */
export function applyLevels(
  table: Table,
  quasiIdentifiers: readonly QuasiIdentifier[],
  models: readonly PrivacyModel[],
  levels: readonly number[],
): Transformed {
  const conditions = new ClassConditions(table, models);
  const tables = conditions.population ? [table, conditions.population] : [table];
  const hierarchies = quasiIdentifiers.map(({ column, hierarchy }) =>
    hierarchy.bind(
      column,
      tables.map((each) => columnOf(each, column).labels),
    ),
  );
  const checker = new NodeChecker(hierarchies, conditions);
  const suppressed = checker
    .failingRows(sourceOf(tables, quasiIdentifiers, hierarchies, conditions), Uint8Array.from(levels))
    .subarray(0, table.rows);
  return {
    suppressed,
    suppressedRows: suppressed.reduce((sum, mark) => sum + mark, 0),
    columns: quasiIdentifiers.map(({ column }, index) => {
      const codeOf = hierarchies[index]!.codes(0, levels[index]!);
      return {
        name: column,
        codes: columnOf(table, column).codes.map((code) => codeOf[code]!),
        labels: hierarchies[index]!.labels(levels[index]!),
      };
    }),
  };
}

/**
 * The rows of a transformed table as text, one by one: generalised where a column is a quasi-identifier, as they were otherwise.
 * @param marker what stands in every cell of a suppressed row; null: suppressed rows are left out
 */
export function* transformedRows(table: Table, transformed: Transformed, marker: string | null): Generator<string[]> {
  const columns = table.columns.map((column) => transformed.columns.find(({ name }) => name === column.name) ?? column);
  for (let row = 0; row < table.rows; row++) {
    if (transformed.suppressed[row] === 0) yield columns.map(({ codes, labels }) => labels[codes[row]!]!);
    else if (marker !== null) yield columns.map(() => marker);
  }
}
