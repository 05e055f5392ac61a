import type { Table } from '../search/table.js';

/**
 * A condition on one class (rows that share all quasi-identifiers).
 * `histogram` holds the rows of the class for each code of the sensitive column, `size` is their sum.
 */
export interface SensitiveTest {
  passes(histogram: Int32Array, size: number): boolean;
  /**
   * Of a class that does not pass: the most rows that ANY refinement into finer classes could keep. This is what lets the search
   * rule out every finer transformation without looking at it. It may be too high (the search then looks at more), never too low.
   */
  mostKept(histogram: Int32Array, size: number): number;
}

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
