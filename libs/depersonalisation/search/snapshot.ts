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

  /**
   * The same rows ordered by key, so that neighbours fall on neighbouring keys at coarser levels too and counting stays in the
   * processor's caches. The first pack, which has the widest columns and counts least in a key, is left unordered.
   */
  ordered(): Snapshot {
    let order = Uint32Array.from({ length: this.rows }, (_, row) => row);
    this.layout.packs.forEach(({ size }, pack) => {
      if (pack > 0) order = stablyOrdered(order, this.packed[pack]!, size);
    });
    const packed = this.packed.map((codes) => codes.map((_, at) => codes[order[at]!]!));
    const counts = this.counts.map((_, at) => this.counts[order[at]!]!);
    const payload = this.payload && this.payload.map((_, at) => this.payload![order[at]!]!);
    return new Snapshot(this.hierarchies, this.levels, this.layout, packed, counts, payload);
  }
}

/** Row numbers ordered by a code, equal ones as before. */
function stablyOrdered(order: Uint32Array, codes: Codes, size: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(size + 1);
  for (const code of codes) next[code + 1]! += 1;
  for (let code = 0; code < size; code++) next[code + 1]! += next[code]!;
  const ordered = new Uint32Array(order.length);
  for (const row of order) ordered[next[codes[row]!]!++] = row;
  return ordered;
}
