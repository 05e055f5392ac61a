/**
 * Gives each distinct run of bytes a small integer, without making a string of it again when it comes back.
 * Open addressing over one pool of bytes; equal runs always get equal codes.
 */
export class ByteDictionary {
  private slots = new Int32Array(256).fill(-1);
  private pool: Uint8Array = new Uint8Array(4096);
  /** The pool, and the bytes asked about last, for reading four bytes at once. */
  private poolView = viewOf(this.pool);
  private asked = this.pool;
  private view = this.poolView;
  private starts = new Uint32Array(128);
  private hashes = new Uint32Array(128);
  private last = -1;

  /** Distinct runs so far. */
  size = 0;

  /**
   * The code of `bytes[start..end)`; a new run gets the code `size` had before.
   * @returns -1 when the run is new and the dictionary already holds `limit` runs
   */
  codeOf(bytes: Uint8Array, start: number, end: number, limit: number): number {
    if (bytes !== this.asked) {
      this.asked = bytes;
      this.view = viewOf(bytes);
    }
    if (this.last >= 0 && this.equals(this.last, start, end)) return this.last;
    const hash = hashOf(this.view, start, end);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let code = this.slots[slot]!; code >= 0; code = this.slots[slot]!) {
      if (this.hashes[code] === hash && this.equals(code, start, end)) return (this.last = code);
      slot = (slot + 1) & mask;
    }
    if (this.size >= limit) return -1;
    return (this.last = this.insert(slot, hash, bytes, start, end));
  }

  private equals(code: number, start: number, end: number): boolean {
    const { view, poolView } = this;
    let at = this.starts[code]!;
    if (this.starts[code + 1]! - at !== end - start) return false;
    let i = start;
    for (; i + 4 <= end; i += 4, at += 4) if (poolView.getInt32(at, true) !== view.getInt32(i, true)) return false;
    for (; i < end; i++, at++) if (poolView.getUint8(at) !== view.getUint8(i)) return false;
    return true;
  }

  private insert(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.size++;
    if (code + 2 > this.starts.length) {
      this.starts = widen(this.starts, new Uint32Array(this.starts.length * 2));
      this.hashes = widen(this.hashes, new Uint32Array(this.hashes.length * 2));
    }
    const from = this.starts[code]!;
    let poolSize = this.pool.length;
    while (from + end - start > poolSize) poolSize *= 2;
    if (poolSize > this.pool.length) {
      this.pool = widen(this.pool, new Uint8Array(poolSize));
      this.poolView = viewOf(this.pool);
    }
    this.pool.set(bytes.subarray(start, end), from);
    this.starts[code + 1] = from + end - start;
    this.hashes[code] = hash;
    this.slots[slot] = code;
    if (this.size * 2 > this.slots.length) this.rehash();
    return code;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let code = 0; code < this.size; code++) {
      let slot = this.hashes[code]! & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = code;
    }
  }
}

/** Four bytes at a step: the multiplications, each of which waits for the one before, are what takes the time. */
function hashOf(bytes: DataView, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  let i = start;
  for (; i + 4 <= end; i += 4) {
    hash = Math.imul(hash ^ bytes.getInt32(i, true), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  for (; i < end; i++) hash = Math.imul(hash ^ bytes.getUint8(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return (hash ^ (hash >>> 15)) >>> 0;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function widen<A extends Uint8Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
