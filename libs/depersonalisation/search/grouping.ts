import { isDirect, KeyCounter, type KeysOf } from './key-counter.js';
import { fillSums, type KeyLayout, type Pack } from './key-layout.js';
import type { Codes, RowSource } from './row-source.js';

const BLOCK_ROWS = 8192;

/** Rows of a source put together by equal keys. The arrays are scratch: valid until the next grouping. */
export interface Classes {
  count: number;
  /** Rows of the table in each class. */
  sizes: Int32Array;
  /** Writes the codes of a pack of the target layout for the chosen classes (null: all of them). */
  codes(pack: number, chosen: Int32Array | null, count: number, into: Codes): void;
}

/** Classes, and for each row of the source the class it belongs to. */
export interface AssignedClasses extends Classes {
  classOf: Int32Array;
}

/** What to group by: a layout, with the level of each column. */
export interface GroupingTarget {
  layout: KeyLayout;
  levels: ArrayLike<number>;
}

/**
 * Groups rows by the codes of their columns at given levels. Keys of one lane are counted in a table indexed by the key itself,
 * or by open addressing when there are too many of them; keys of several lanes by open addressing on two lanes at a time.
 */
export class Grouping {
  private readonly counter = new KeyCounter();
  private keys = new Int32Array(BLOCK_ROWS);
  private direct = new Int32Array(0);
  private slots = new Int32Array(0);
  private tables: Int32Array[] = [];

  /** Groups rows and counts the rows of the table in each class. */
  count(source: RowSource, target: GroupingTarget): Classes {
    const { packs, laneSizes } = target.layout;
    if (laneSizes.length > 1) return this.assign(source, target);
    const tables = this.laneTables(source, target, 0);
    const keysOf: KeysOf = (from, end, into) => laneKeys(source.packed, tables, from, end, into);
    const { counter } = this;
    const count = counter.count(source.rows, laneSizes[0]!, keysOf, source.counts);
    return {
      count,
      sizes: counter.sizes,
      codes: (pack, chosen, chosenCount, into) => {
        const { laneFactor, size } = packs[pack]!;
        for (let i = 0; i < chosenCount; i++) {
          const key = counter.keys[chosen ? chosen[i]! : i]!;
          into[i] = ((key / laneFactor) | 0) % size;
        }
      },
    };
  }

  /** Groups rows and tells the class of each. */
  assign(source: RowSource, target: GroupingTarget): AssignedClasses {
    const { layout } = target;
    const classOf = new Int32Array(source.rows);
    let first: Int32Array;
    const lanes = layout.laneSizes.length;
    if (lanes === 1 && isDirect(layout.laneSizes[0]!, source.rows)) {
      first = this.assignDirectly(source, target, classOf);
    } else {
      first = this.assignByHash(source, target, classOf, 0);
      for (let lane = 2; lane < lanes; lane++) first = this.assignByHash(source, target, classOf, lane);
    }
    const sizes = new Int32Array(first.length);
    const { counts } = source;
    for (let row = 0; row < source.rows; row++) sizes[classOf[row]!]! += counts ? counts[row]! : 1;
    return {
      count: first.length,
      sizes,
      classOf,
      codes: (pack, chosen, count, into) => {
        const tables = this.sumTables(source, target, (other) => (other === layout.packs[pack] ? 1 : 0));
        into.fill(0, 0, count);
        source.packed.forEach((packed, index) => {
          const table = tables[index];
          if (!table) return;
          for (let i = 0; i < count; i++) into[i]! += table[packed[first[chosen ? chosen[i]! : i]!]!]!;
        });
      },
    };
  }

  private assignDirectly(source: RowSource, target: GroupingTarget, classOf: Int32Array): Int32Array {
    const size = target.layout.laneSizes[0]!;
    if (this.direct.length < size) this.direct = new Int32Array(size);
    const { direct, keys } = this;
    const tables = this.laneTables(source, target, 0);
    const first = new Int32Array(Math.min(source.rows, size));
    let found = 0;
    for (let from = 0; from < source.rows; from += BLOCK_ROWS) {
      const end = Math.min(source.rows, from + BLOCK_ROWS);
      laneKeys(source.packed, tables, from, end, keys);
      for (let row = from; row < end; row++) {
        const key = keys[row - from]!;
        let entry = direct[key]!;
        if (entry === 0) {
          first[found] = row;
          entry = direct[key] = ++found;
        }
        classOf[row] = entry - 1;
      }
    }
    direct.fill(0, 0, size);
    return first.subarray(0, found);
  }

  /** Groups by two lanes; from the third lane on by the classes so far and one more lane. */
  private assignByHash(source: RowSource, target: GroupingTarget, classOf: Int32Array, lane: number): Int32Array {
    const { rows } = source;
    const { slots, mask } = this.emptySlots(rows);
    const highs = new Int32Array(rows);
    const lows = new Int32Array(rows);
    const first = new Int32Array(rows);
    const highTables = this.laneTables(source, target, lane === 0 ? 1 : lane);
    const lowTables = lane === 0 ? this.laneTables(source, target, 0, highTables.length) : null;
    const low = new Int32Array(BLOCK_ROWS);
    const { keys } = this;
    let found = 0;
    for (let from = 0; from < rows; from += BLOCK_ROWS) {
      const end = Math.min(rows, from + BLOCK_ROWS);
      laneKeys(source.packed, highTables, from, end, keys);
      if (lowTables) laneKeys(source.packed, lowTables, from, end, low);
      else low.set(classOf.subarray(from, end));
      for (let row = from; row < end; row++) {
        const highKey = keys[row - from]!;
        const lowKey = low[row - from]!;
        let slot = mixed(lowKey, highKey) & mask;
        let entry = slots[slot]!;
        while (entry !== 0 && (lows[entry - 1] !== lowKey || highs[entry - 1] !== highKey)) {
          slot = (slot + 1) & mask;
          entry = slots[slot]!;
        }
        if (entry === 0) {
          lows[found] = lowKey;
          highs[found] = highKey;
          first[found] = row;
          entry = slots[slot] = ++found;
        }
        classOf[row] = entry - 1;
      }
    }
    return first.slice(0, found);
  }

  private emptySlots(rows: number): { slots: Int32Array; mask: number } {
    let length = 1024;
    while (length < rows * 2) length *= 2;
    if (this.slots.length < length) this.slots = new Int32Array(length);
    else this.slots.fill(0, 0, length);
    return { slots: this.slots, mask: length - 1 };
  }

  private laneTables(source: RowSource, target: GroupingTarget, lane: number, scratchFrom = 0): (Int32Array | null)[] {
    return this.sumTables(source, target, (pack) => (pack.lane === lane ? pack.laneFactor : 0), scratchFrom);
  }

  /** For each pack of the source, what each of its codes adds to the sum of the target's packs times `factorOf`; null: nothing. */
  private sumTables(
    source: RowSource,
    target: GroupingTarget,
    factorOf: (pack: Pack) => number,
    scratchFrom = 0,
  ): (Int32Array | null)[] {
    const factors = new Map<number, number>();
    for (const pack of target.layout.packs) {
      const factor = factorOf(pack);
      if (factor > 0) pack.columns.forEach((column, i) => factors.set(column, factor * pack.factors[i]!));
    }
    const contribution = (column: number): Float64Array | null => {
      const factor = factors.get(column);
      if (factor === undefined) return null;
      return Float64Array.from(source.up(column, target.levels[column]!), (code) => code * factor);
    };
    return source.layout.packs.map((pack, index) => {
      if (!pack.columns.some((column) => factors.has(column))) return null;
      const table = this.table(scratchFrom + index, pack.size);
      fillSums(pack, contribution, source.sizes, table);
      return table;
    });
  }

  private table(index: number, size: number): Int32Array {
    const known = this.tables[index];
    if (known && known.length >= size) return known;
    return (this.tables[index] = new Int32Array(size));
  }
}

/** Sums up, for the rows in [from, end), what the packs add to the key. */
function laneKeys(
  packed: readonly Codes[],
  tables: readonly (Int32Array | null)[],
  from: number,
  end: number,
  keys: Int32Array,
): void {
  const used = packed.map((_, index) => index).filter((index) => tables[index]);
  const [a, b, c] = used;
  const rows = end - from;
  if (a === undefined) return void keys.fill(0, 0, rows);
  const [A, tA] = [packed[a]!, tables[a]!];
  if (b === undefined) {
    for (let i = 0; i < rows; i++) keys[i] = tA[A[from + i]!]!;
    return;
  }
  const [B, tB] = [packed[b]!, tables[b]!];
  if (c === undefined) {
    for (let i = 0; i < rows; i++) keys[i] = tA[A[from + i]!]! + tB[B[from + i]!]!;
    return;
  }
  const [C, tC] = [packed[c]!, tables[c]!];
  for (let i = 0; i < rows; i++) keys[i] = tA[A[from + i]!]! + tB[B[from + i]!]! + tC[C[from + i]!]!;
  for (const index of used.slice(3)) {
    const [D, tD] = [packed[index]!, tables[index]!];
    for (let i = 0; i < rows; i++) keys[i]! += tD[D[from + i]!]!;
  }
}

function mixed(low: number, high: number): number {
  const hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
