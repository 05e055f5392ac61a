import type { BoundHierarchy } from './generalisation-hierarchy.js';
import type { Lattice } from './lattice.js';
import type { Snapshot } from './snapshot.js';

/** How fast what was counted last outweighs what was counted before. */
const LEARNING_RATE = 0.2;

/** Sources with fewer rows are counted from directly. */
const SMALL_ROWS = 2048;

/** A view is planned to have about this share of the rows it is counted from. */
const VIEW_SHARE = 0.5;

/** A view must serve at least this many nodes to be worth making. */
const FEWEST_SERVED = 3;

/**
 * Proposes levels for a snapshot between a source and a node: as fine as its planned number of rows allows, so that it serves
 * many nodes still to be looked at. How many classes a number of possible keys makes is learnt from what was counted so far:
 * real columns depend on each other, so there are far fewer than possible.
 */
export class ViewPlanner {
  /** Classes grow as this power of the possible keys. */
  private exponent = 0.85;

  constructor(
    private readonly lattice: Lattice,
    private readonly hierarchies: readonly BoundHierarchy[],
  ) {}

  /** Takes in how many classes there were at some levels. */
  learn(levels: Uint8Array, classes: number): void {
    const keys = this.keysAt(levels);
    if (classes < 64) return;
    this.exponent += LEARNING_RATE * (Math.log(classes) / Math.log(keys) - this.exponent);
  }

  /**
   * @param alive nodes still to be looked at
   * @returns levels of a view; null when counting from the source itself is as well
   */
  plan(levels: Uint8Array, source: Snapshot, alive: Int32Array): Uint8Array | null {
    if (source.rows < SMALL_ROWS) return null;
    const view = levels.slice();
    let keys = this.keysAt(levels);
    const most = source.rows * VIEW_SHARE;
    if (this.expectedClasses(keys, source.rows) > most) return null;
    for (;;) {
      let cheapest = -1;
      let least = Infinity;
      for (let column = 0; column < view.length; column++) {
        const level = view[column]!;
        if (level === source.levels[column]!) continue;
        const growth = this.hierarchies[column]!.size(level - 1) / this.hierarchies[column]!.size(level);
        if (growth < least) [cheapest, least] = [column, growth];
      }
      if (cheapest < 0 || this.expectedClasses(keys * least, source.rows) > most) break;
      keys *= least;
      view[cheapest]! -= 1;
    }
    let served = 0;
    const bottom = this.lattice.nodeAt(view);
    for (const node of alive) if (this.lattice.isBelow(bottom, node) && ++served >= FEWEST_SERVED) return view;
    return null;
  }

  private keysAt(levels: Uint8Array): number {
    return this.hierarchies.reduce((product, hierarchy, column) => product * hierarchy.size(levels[column]!), 1);
  }

  /** Classes to expect when so many rows fall on so many keys. */
  private expectedClasses(keys: number, rows: number): number {
    const likely = keys ** this.exponent;
    return likely * -Math.expm1(-rows / likely);
  }
}
