import type { Table } from '../search/table.js';

/**
 * Says of a class (rows that share all quasi-identifiers) how many of its rows may be kept.
 *
 * @param histogram rows of the class for each code of the sensitive column
 * @param size rows of the class
 * @returns `size` when the class passes. Otherwise the most rows of it that ANY refinement of the class into finer classes
 *   could keep (0 to `size - 1`): this is what lets the search rule out every finer transformation without looking at it.
 *   It may be too high (the search then only looks at more), never too low.
 */
export type SensitiveTest = (histogram: Int32Array, size: number) => number;

/** What every class of a release must satisfy; a class that does not is suppressed. */
export type PrivacyModel =
  /** At least `k` rows. */
  | { kind: 'k-anonymity'; name: string; k: number }
  /** At least `k` rows of the population share its quasi-identifiers. */
  | { kind: 'k-map'; name: string; k: number; population: Table }
  /** A condition on the values of one sensitive column. */
  | {
      kind: 'sensitive';
      name: string;
      column: string;
      /**
       * Makes the test for one table.
       * @param labels values of the sensitive column
       * @param totals rows of the whole table for each of them
       */
      prepare(labels: readonly string[], totals: Int32Array): SensitiveTest;
    };
