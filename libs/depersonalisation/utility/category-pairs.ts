import type { CellCounter } from '../cell-counter.js';

/** What merging two categories would mean. */
export interface PairCost {
  /** Numbers of the categories, the smaller one first. */
  first: number;
  second: number;
  /** Rows of both together: those that become less exact. */
  rows: number;
  /** Share (0 to 1) of all rows that would be in cells below the threshold. */
  suppressedShare: number;
}

/**
 * What each merging of two categories would leave below the threshold; a merged category has the larger threshold of its two.
 * One pass over the cells: only where both categories occur does merging change more than the threshold.
 *
 * @param thresholds fewest rows of a cell, by number of category
 */
export function pairCosts(counter: CellCounter, thresholds: readonly number[]): PairCost[] {
  const many = thresholds.length;
  const rowsOf = new Float64Array(many);
  const occurring = groupCells(counter, rowsOf);
  const together = new Float64Array(many * many);
  const below = (rows: number, threshold: number): number => (rows < threshold ? rows : 0);
  /** Rows of a category in cells below another's threshold. */
  const alone = new Float64Array(many * many);
  for (const cells of occurring) {
    for (const { category: a, rows: x } of cells) {
      for (let b = 0; b < many; b++) alone[a * many + b] = alone[a * many + b]! + below(x, thresholds[b]!);
      for (const { category: b, rows: y } of cells) {
        if (b <= a) continue;
        const threshold = Math.max(thresholds[a]!, thresholds[b]!);
        const change = below(x + y, threshold) - below(x, threshold) - below(y, threshold);
        together[a * many + b] = together[a * many + b]! + change;
      }
    }
  }
  const total = rowsOf.reduce((sum, rows) => sum + rows, 0);
  const belowNow = thresholds.reduce((sum, _, a) => sum + alone[a * many + a]!, 0);
  const costs: PairCost[] = [];
  for (let a = 0; a < many; a++) {
    for (let b = a + 1; b < many; b++) {
      if (rowsOf[a] === 0 || rowsOf[b] === 0) continue;
      const larger = thresholds[a]! >= thresholds[b]! ? a : b;
      const change =
        alone[a * many + larger]! - alone[a * many + a]! + alone[b * many + larger]! - alone[b * many + b]!;
      const belowThen = belowNow + change + together[a * many + b]!;
      costs.push({ first: a, second: b, rows: rowsOf[a]! + rowsOf[b]!, suppressedShare: belowThen / total });
    }
  }
  return costs;
}

/** The cells of each time and place, the categories of one place beside each other. */
function groupCells(counter: CellCounter, rowsOf: Float64Array): Iterable<{ category: number; rows: number }[]> {
  const groups: { category: number; rows: number }[][] = [];
  const found = new Map<number, Map<number, { category: number; rows: number }[]>>();
  counter.forEach((time, place, category, rows) => {
    rowsOf[category] = rowsOf[category]! + rows;
    let places = found.get(time);
    if (!places) found.set(time, (places = new Map()));
    const cells = places.get(place);
    if (cells) cells.push({ category, rows });
    else {
      groups.push([{ category, rows }]);
      places.set(place, groups.at(-1)!);
    }
  });
  return groups;
}
