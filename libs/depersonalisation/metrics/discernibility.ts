import type { Bounds } from '../search/bounds.js';
import type { BoundHierarchy } from '../search/generalisation-hierarchy.js';
import type { Lattice } from '../search/lattice.js';
import type { NodeFinding } from '../search/node-check.js';

/**
 * Discernibility (Bayardo and Agrawal 2005) as a share of its worst: each row costs the size of its class, a suppressed row the
 * number of all rows; the sum is divided by the square of that number.
 *
 * Bounds: a node with at most C classes costs at least rows² / C (the sum of squares is least when classes are alike), and with
 * m rows lost at least m · rows + (rows − m)² / C. Classes only grow, and suppressed rows cost no less than any class, so
 * the sum of squares of all classes of a checked node bounds every coarser node.
 */
export class DiscernibilityBounds implements Bounds {
  readonly ranks: Float64Array;
  private readonly mostClasses: Float64Array;
  private learnt = { lost: 0, squares: 0 };

  constructor(
    hierarchies: readonly BoundHierarchy[],
    lattice: Lattice,
    private readonly rows: number,
  ) {
    this.ranks = new Float64Array(lattice.size);
    this.mostClasses = new Float64Array(lattice.size);
    for (let node = 0; node < lattice.size; node++) {
      const levels = lattice.levelsOf(node);
      const most = hierarchies.reduce((product, hierarchy, column) => product * hierarchy.size(levels[column]!), 1);
      this.mostClasses[node] = Math.min(rows, most);
      this.raiseBelow(node);
    }
  }

  rankOf({ squaresKept, suppressed }: NodeFinding): number {
    return (squaresKept + suppressed * this.rows) / this.rows ** 2;
  }

  figure(rank: number): number {
    return rank;
  }

  learn({ lost, squares }: NodeFinding): void {
    this.learnt = { lost, squares };
  }

  raiseBelow(node: number): void {
    const { lost } = this.learnt;
    const least = lost * this.rows + (this.rows - lost) ** 2 / this.mostClasses[node]!;
    this.ranks[node] = Math.max(this.ranks[node]!, least / this.rows ** 2);
  }

  readonly raiseAbove = (node: number): void => {
    this.ranks[node] = Math.max(this.ranks[node]!, this.learnt.squares / this.rows ** 2);
  };
}
