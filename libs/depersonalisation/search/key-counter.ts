const BLOCK_ROWS = 8192;

/** Direct addressing up to this many keys, and only when there are not many more keys than rows. */
const DIRECT_KEYS = 2 ** 22;
const DIRECT_KEYS_PER_ROW = 16;

/** Above this many rows, keys are first split into ranges, so that each range is counted within the processor's caches. */
const ROWS_FOR_RANGES = 2 ** 15;
const MOST_RANGES = 512;

/** Writes the keys (0 to 2^31 − 1) of the rows in [from, end) to the start of `into`. */
export type KeysOf = (from: number, end: number, into: Int32Array) => void;

/** Counts equal keys. Its arrays are scratch: valid until the next count. */
export class KeyCounter {
  /** Distinct keys, and the sum of counts of each. */
  keys = new Int32Array(0);
  sizes = new Int32Array(0);
  private readonly block = new Int32Array(BLOCK_ROWS);
  private direct = new Int32Array(0);
  /** Key beside count, so that finding a key costs one trip to memory; all counts are 0 between uses. */
  private pairs = new Int32Array(0);
  private sorted = new Int32Array(0);

  /**
   * @param rows how many rows
   * @param keySpace all keys are below this
   * @param counts what each row counts for; null: 1
   * @returns how many distinct keys there are
   */
  count(rows: number, keySpace: number, keysOf: KeysOf, counts: Int32Array | null): number {
    const most = Math.min(rows, keySpace);
    if (this.keys.length < most) {
      this.keys = new Int32Array(most);
      this.sizes = new Int32Array(most);
    }
    if (isDirect(keySpace, rows)) return this.countDirectly(rows, keySpace, keysOf, counts);
    return rows < ROWS_FOR_RANGES
      ? this.countByHash(rows, keysOf, counts)
      : this.countInRanges(rows, keySpace, keysOf, counts);
  }

  private countDirectly(rows: number, keySpace: number, keysOf: KeysOf, counts: Int32Array | null): number {
    if (this.direct.length < keySpace) this.direct = new Int32Array(keySpace);
    const { direct, keys, sizes, block } = this;
    let found = 0;
    for (let from = 0; from < rows; from += BLOCK_ROWS) {
      const end = Math.min(rows, from + BLOCK_ROWS);
      keysOf(from, end, block);
      for (let row = from; row < end; row++) {
        const key = block[row - from]!;
        const before = direct[key]!;
        if (before === 0) keys[found++] = key;
        direct[key] = before + (counts === null ? 1 : counts[row]!);
      }
    }
    for (let i = 0; i < found; i++) {
      const key = keys[i]!;
      sizes[i] = direct[key]!;
      direct[key] = 0;
    }
    return found;
  }

  private countByHash(rows: number, keysOf: KeysOf, counts: Int32Array | null): number {
    const pairs = new Int32Array(rows * 2);
    for (let from = 0; from < rows; from += BLOCK_ROWS) {
      const end = Math.min(rows, from + BLOCK_ROWS);
      keysOf(from, end, this.block);
      for (let row = from; row < end; row++) {
        pairs[row * 2] = this.block[row - from]!;
        pairs[row * 2 + 1] = counts === null ? 1 : counts[row]!;
      }
    }
    return this.countPairs(pairs, 0, rows, 0);
  }

  /** Sorts the rows into ranges of keys, then counts range by range. */
  private countInRanges(rows: number, keySpace: number, keysOf: KeysOf, counts: Int32Array | null): number {
    const { block } = this;
    if (this.sorted.length < rows * 2) this.sorted = new Int32Array(rows * 2);
    const { sorted } = this;
    const all = new Int32Array(rows);
    let shift = 0;
    while ((keySpace - 1) / 2 ** shift >= MOST_RANGES) shift++;
    const starts = new Int32Array(MOST_RANGES + 1);
    for (let from = 0; from < rows; from += BLOCK_ROWS) {
      const end = Math.min(rows, from + BLOCK_ROWS);
      keysOf(from, end, block);
      for (let row = from; row < end; row++) {
        const key = block[row - from]!;
        all[row] = key;
        starts[(key >>> shift) + 1]! += 1;
      }
    }
    for (let range = 0; range < MOST_RANGES; range++) starts[range + 1]! += starts[range]!;
    const next = starts.slice();
    for (let row = 0; row < rows; row++) {
      const key = all[row]!;
      const at = next[key >>> shift]!++ * 2;
      sorted[at] = key;
      sorted[at + 1] = counts === null ? 1 : counts[row]!;
    }
    let found = 0;
    for (let range = 0; range < MOST_RANGES; range++) {
      found = this.countPairs(sorted, starts[range]!, starts[range + 1]!, found);
    }
    return found;
  }

  /** Counts the pairs of key and count in [from, end); distinct keys are numbered from `found`. Returns the number after the last. */
  private countPairs(rows: Int32Array, from: number, end: number, found: number): number {
    let length = 64;
    while (length < (end - from) * 4) length *= 2;
    if (this.pairs.length < length) this.pairs = new Int32Array(length);
    const { pairs, keys, sizes } = this;
    const last = length - 2;
    const first = found;
    for (let at = from * 2; at < end * 2; at += 2) {
      const key = rows[at]!;
      let slot = (mixed(key) << 1) & last;
      let before = pairs[slot + 1]!;
      while (before !== 0 && pairs[slot] !== key) {
        slot = (slot + 2) & last;
        before = pairs[slot + 1]!;
      }
      if (before === 0) {
        pairs[slot] = key;
        keys[found++] = slot;
      }
      pairs[slot + 1] = before + rows[at + 1]!;
    }
    for (let i = first; i < found; i++) {
      const slot = keys[i]!;
      keys[i] = pairs[slot]!;
      sizes[i] = pairs[slot + 1]!;
      pairs[slot + 1] = 0;
    }
    return found;
  }
}

/** Whether a table indexed by the key itself is worth its memory. */
export const isDirect = (keySpace: number, rows: number): boolean =>
  keySpace <= DIRECT_KEYS && keySpace <= Math.max(4096, rows * DIRECT_KEYS_PER_ROW);

function mixed(key: number): number {
  const hash = Math.imul(key, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
