import type { BoundHierarchy } from '../search/generalisation-hierarchy.js';

/**
 * A measure of what is lost that adds up column by column: each row costs 0 to 1 in each column, by its generalised value; a
 * suppressed row costs 1 in each. Coarser values never cost less, which is what makes its bounds valid.
 */
export interface ColumnMetric {
  /** What a row costs at each code of a level. */
  costs(column: BoundHierarchy, level: number): ArrayLike<number>;
  /** For each code of a level, the most that a row beneath it costs at the same or a finer level. */
  greatestCostBelow(column: BoundHierarchy, level: number, finer: number): ArrayLike<number>;
  /**
   * What a column loses (0 to 1) when its rows cost `total` altogether.
   * @param rows rows of the table
   */
  columnLoss(column: BoundHierarchy, total: number, rows: number): number;
  /** A number that grows with the column's loss and adds up over columns; orders transformations as the figure does. */
  term(columnLoss: number, weightShare: number): number;
  /** The figure that sums of terms stand for. */
  figure(sumOfTerms: number): number;
}

/** The same number for every code. */
export const same = (column: BoundHierarchy, level: number, cost: number): Float64Array =>
  new Float64Array(column.size(level)).fill(cost);
