import type { ColumnMetric } from './column-metric.js';

/**
 * ARX's loss metric with generalisation and suppression weighted alike (factor 0.5): a value costs its share of the domain,
 * each column is scaled so that unchanged values lose 0 and suppressed ones 1, and columns are put together by the geometric
 * mean of 1 + loss, less 1. Weights are exponents of that mean.
 */
export const LOSS: ColumnMetric = {
  costs: (column, level) => column.shares(level),
  greatestCostBelow: (column, level, finer) => column.largestShareBelow(level, finer),
  columnLoss: ({ domain }, total, rows) => {
    const least = rows / domain;
    return rows > least ? Math.max(0, (total - least) / (rows - least)) : 0;
  },
  term: (columnLoss, weightShare) => weightShare * Math.log1p(columnLoss),
  figure: (sumOfTerms) => Math.expm1(sumOfTerms),
};
