import { same, type ColumnMetric } from './column-metric.js';

/**
 * What is lost of Sweeney's precision: a value costs its level as a share of the hierarchy's height, columns are put together by
 * the weighted mean. 0 is the original, 1 nothing left.
 */
export const PRECISION: ColumnMetric = {
  costs: (column, level) => same(column, level, heightOf(column.levels, level)),
  greatestCostBelow: (column, level, finer) => same(column, level, heightOf(column.levels, finer)),
  columnLoss: (_, total, rows) => total / rows,
  term: (columnLoss, weightShare) => weightShare * columnLoss,
  figure: (sumOfTerms) => sumOfTerms,
};

const heightOf = (levels: number, level: number): number => (levels > 1 ? level / (levels - 1) : 0);
