import type { PrivacyModel } from '../models/privacy-model.js';
import type { BoundHierarchy } from '../search/generalisation-hierarchy.js';
import { columnOf, type Table } from '../search/table.js';

/** Rows that share all quasi-identifiers at some levels. */
export interface RecordClasses {
  /** Class of each row of the table. */
  classOf: Uint32Array;
  /** Rows of the table in each class. */
  sizes: Uint32Array;
  /** Rows of the population in each class. */
  populationSizes: Uint32Array;
  /** A row of the table for each class. */
  firstRows: Uint32Array;
}

/** A quasi-identifier with its hierarchy over the values of the table, and of the population if there is one. */
export interface BoundColumn {
  column: string;
  bound: BoundHierarchy;
}

/**
 * Puts rows into classes.
 * @param levels level of each quasi-identifier
 */
export function classesAt(
  table: Table,
  population: Table | null,
  columns: readonly BoundColumn[],
  levels: readonly number[],
): RecordClasses {
  const known = columns.map(() => new Map<number, number>());
  const classesOf = (of: Table, dictionary: number): Uint32Array => {
    const classOf = new Uint32Array(of.rows);
    columns.forEach(({ column, bound }, at) => {
      const level = levels[at]!;
      const { codes } = columnOf(of, column);
      const codeOf = bound.codes(dictionary, level);
      const [size, ids] = [bound.size(level), known[at]!];
      for (let row = 0; row < of.rows; row++) {
        const key = classOf[row]! * size + codeOf[codes[row]!]!;
        let id = ids.get(key);
        if (id === undefined) ids.set(key, (id = ids.size));
        classOf[row] = id;
      }
    });
    return classOf;
  };
  const classOf = classesOf(table, 0);
  const classes = known.at(-1)!.size;
  const sizes = new Uint32Array(classes);
  const firstRows = new Uint32Array(classes);
  for (let row = table.rows - 1; row >= 0; row--) {
    sizes[classOf[row]!]! += 1;
    firstRows[classOf[row]!] = row;
  }
  const populationSizes = new Uint32Array(classes);
  // Classes of the population alone are numbered after those of the table, and of no interest.
  if (population) for (const id of classesOf(population, 1)) if (id < classes) populationSizes[id]! += 1;
  return { classOf, sizes, populationSizes, firstRows };
}

/** For each class 1 when it satisfies every model, otherwise 0: its rows are suppressed. */
export function classesKept(
  table: Table,
  { classOf, sizes, populationSizes }: RecordClasses,
  models: readonly PrivacyModel[],
): Uint8Array {
  const kept = new Uint8Array(sizes.length).fill(1);
  for (const model of models) {
    if (model.kind === 'sensitive') keepWhere(kept, table, { classOf, sizes }, model);
    else {
      const counts = model.kind === 'k-anonymity' ? sizes : populationSizes;
      counts.forEach((rows, id) => (kept[id]! &= Number(rows >= model.k)));
    }
  }
  return kept;
}

function keepWhere(
  kept: Uint8Array,
  table: Table,
  { classOf, sizes }: Pick<RecordClasses, 'classOf' | 'sizes'>,
  model: PrivacyModel & { kind: 'sensitive' },
): void {
  const { codes, labels } = columnOf(table, model.column);
  const totals = new Int32Array(labels.length);
  for (const code of codes) totals[code]! += 1;
  const test = model.prepare(labels, totals);
  const histogram = new Int32Array(labels.length);
  for (const rows of rowsByClass(classOf, sizes)) {
    for (const row of rows) histogram[codes[row]!]! += 1;
    const id = classOf[rows[0]!]!;
    if (test(histogram, rows.length) < rows.length) kept[id] = 0;
    for (const row of rows) histogram[codes[row]!] = 0;
  }
}

/** The rows of each class, one class after the other. */
function* rowsByClass(classOf: Uint32Array, sizes: Uint32Array): Iterable<Uint32Array> {
  const ends = new Uint32Array(sizes.length);
  let end = 0;
  sizes.forEach((size, id) => (ends[id] = end += size));
  const order = new Uint32Array(classOf.length);
  for (let row = classOf.length - 1; row >= 0; row--) order[--ends[classOf[row]!]!] = row;
  for (let id = 0; id < sizes.length; id++) yield order.subarray(ends[id], ends[id]! + sizes[id]!);
}
