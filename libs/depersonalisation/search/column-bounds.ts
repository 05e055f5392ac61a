import type { ColumnMetric } from '../metrics/column-metric.js';
import type { Bounds } from './bounds.js';
import type { BoundHierarchy } from './generalisation-hierarchy.js';
import type { Lattice } from './lattice.js';
import type { NodeFinding } from './node-check.js';

/** A column as the metrics see it. */
export interface WeighedColumn {
  hierarchy: BoundHierarchy;
  /** Share (0 to 1) of the column's weight in that of all. */
  weightShare: number;
  /** Rows of the table for each code at the floor. */
  histogram: Float64Array;
}

/** Bounds for metrics that add up column by column: from each column's histogram before anything is looked at, then from checks. */
export class ColumnBounds implements Bounds {
  readonly ranks: Float64Array;
  readonly raiseAbove = null;
  private readonly terms: Float64Array;
  /** What all rows cost in each column at each level, when none is suppressed. */
  private readonly totals: number[][];
  /** Terms of the last finding: for each column and level. */
  private readonly learnt: Float64Array;
  private readonly stride: number;

  constructor(
    private readonly metric: ColumnMetric,
    private readonly columns: readonly WeighedColumn[],
    private readonly lattice: Lattice,
    private readonly rows: number,
  ) {
    this.stride = Math.max(...lattice.ceilings) + 1;
    this.learnt = new Float64Array(columns.length * this.stride);
    this.totals = columns.map((column, index) => this.totalsOf(column, index));
    this.terms = new Float64Array(lattice.size * columns.length);
    this.ranks = new Float64Array(lattice.size);
    columns.forEach((_, column) => this.learnColumn(column, lattice.ceilings[column]!, null));
    for (let node = 0; node < lattice.size; node++) this.raiseBelow(node);
  }

  rankOf({ levels, suppressedBy }: NodeFinding): number {
    let rank = 0;
    this.columns.forEach(({ hierarchy }, column) => {
      const level = levels[column]!;
      rank += this.term(column, level, spared(suppressedBy[column]!, this.metric.costs(hierarchy, level)));
    });
    return rank;
  }

  figure(rank: number): number {
    return this.metric.figure(rank);
  }

  learn({ levels, lostBy }: NodeFinding): void {
    for (let column = 0; column < this.columns.length; column++) {
      this.learnColumn(column, levels[column]!, lostBy[column]!);
    }
  }

  raiseBelow(node: number): void {
    const { terms, learnt, stride } = this;
    const { levels, columns } = this.lattice;
    let rank = 0;
    for (let column = 0, at = node * columns, from = 0; column < columns; column++, at++, from += stride) {
      const term = learnt[from + levels[at]!]!;
      if (term > terms[at]!) terms[at] = term;
      rank += terms[at]!;
    }
    this.ranks[node] = rank;
  }

  private totalsOf({ hierarchy, histogram }: WeighedColumn, index: number): number[] {
    const floor = this.lattice.floors[index]!;
    const totals: number[] = [];
    for (let level = floor; level <= this.lattice.ceilings[index]!; level++) {
      const costs = this.metric.costs(hierarchy, level);
      const up = hierarchy.up(floor, level);
      totals[level] = histogram.reduce((sum, rows, code) => sum + rows * costs[up[code]!]!, 0);
    }
    return totals;
  }

  private learnColumn(column: number, level: number, lost: Float64Array | null): void {
    const { hierarchy } = this.columns[column]!;
    for (let finer = this.lattice.floors[column]!; finer <= level; finer++) {
      const more = lost ? spared(lost, this.metric.greatestCostBelow(hierarchy, level, finer)) : 0;
      this.learnt[column * this.stride + finer] = this.term(column, finer, more);
    }
  }

  private term(column: number, level: number, more: number): number {
    const { hierarchy, weightShare } = this.columns[column]!;
    return this.metric.term(
      this.metric.columnLoss(hierarchy, this.totals[column]![level]! + more, this.rows),
      weightShare,
    );
  }
}

/** What suppressing rows adds to what they cost. */
function spared(rows: Float64Array, costs: ArrayLike<number>): number {
  let sum = 0;
  for (let code = 0; code < rows.length; code++) sum += rows[code]! * (1 - costs[code]!);
  return sum;
}
