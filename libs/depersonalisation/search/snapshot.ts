import type { BoundHierarchy } from './generalisation-hierarchy.js';
import type { KeyLayout } from './key-layout.js';
import type { Codes, RowSource } from './row-source.js';

/** Rows grouped at some levels, kept so that coarser levels can be counted from them instead of from the table. */
export class Snapshot implements RowSource {
  readonly rows: number;
  readonly sizes: readonly number[];
  /** Memory it takes. */
  readonly bytes: number;
  /** When it was last of use, in checks. */
  lastUse = 0;

  constructor(
    private readonly hierarchies: readonly BoundHierarchy[],
    readonly levels: Uint8Array,
    readonly layout: KeyLayout,
    readonly packed: readonly Codes[],
    readonly counts: Int32Array,
    readonly payload: Codes | null,
  ) {
    this.rows = counts.length;
    this.sizes = hierarchies.map((hierarchy, column) => hierarchy.size(levels[column]!));
    this.bytes = [...packed, counts, payload].reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
  }

  up(column: number, level: number): Uint32Array {
    return this.hierarchies[column]!.up(this.levels[column]!, level);
  }

  /** Whether it is at most as coarse as the given levels in every column. */
  isBelow(levels: Uint8Array): boolean {
    const own = this.levels;
    for (let column = 0; column < own.length; column++) if (own[column]! > levels[column]!) return false;
    return true;
  }
}
