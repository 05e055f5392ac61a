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
