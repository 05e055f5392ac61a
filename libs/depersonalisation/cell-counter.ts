import { DomainError } from '@broker/kernel';

const CATEGORY_CODES = 2 ** 8;
const PLACE_CODES = 2 ** 20;
const TIME_CODES = 2 ** 12;

/**
 * Counts rows per (time, place, category). Rows alike in these three are alike in all that a release holds, so counting them
 * replaces storing them: memory follows the number of cells, not of rows.
 */
export class CellCounter {
  private keys = new Float64Array(1024).fill(-1);
  private counts = new Uint32Array(1024);
  private used = 0;

  /** Cells seen. */
  get size(): number {
    return this.used;
  }

  /** Adds `rows` rows to a cell. Refuses codes beyond 4,096 times, 1,048,576 places or 256 categories with a DomainError. */
  add(time: number, place: number, category: number, rows = 1): void {
    if (time >= TIME_CODES || place >= PLACE_CODES || category >= CATEGORY_CODES) {
      throw new DomainError('a cell code is out of range');
    }
    const slot = this.slotOf((time * PLACE_CODES + place) * CATEGORY_CODES + category, time, place, category);
    this.counts[slot] = this.counts[slot]! + rows;
    if (this.used * 2 > this.keys.length) this.grow();
  }

  /** Calls back once per cell, in no particular order. */
  forEach(visit: (time: number, place: number, category: number, rows: number) => void): void {
    for (let slot = 0; slot < this.keys.length; slot++) {
      const key = this.keys[slot]!;
      if (key < 0) continue;
      const category = key % CATEGORY_CODES;
      const timeAndPlace = (key - category) / CATEGORY_CODES;
      const place = timeAndPlace % PLACE_CODES;
      visit((timeAndPlace - place) / PLACE_CODES, place, category, this.counts[slot]!);
    }
  }

  private slotOf(key: number, time: number, place: number, category: number): number {
    const mask = this.keys.length - 1;
    let slot = (Math.imul(place, 0x9e3779b1) ^ Math.imul(time * CATEGORY_CODES + category, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.keys[slot] !== key) {
      if (this.keys[slot] === -1) {
        this.keys[slot] = key;
        this.used += 1;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const { keys, counts } = this;
    this.keys = new Float64Array(keys.length * 2).fill(-1);
    this.counts = new Uint32Array(keys.length * 2);
    this.used = 0;
    keys.forEach((key, old) => {
      if (key < 0) return;
      const category = key % CATEGORY_CODES;
      const timeAndPlace = (key - category) / CATEGORY_CODES;
      const place = timeAndPlace % PLACE_CODES;
      this.counts[this.slotOf(key, (timeAndPlace - place) / PLACE_CODES, place, category)] = counts[old]!;
    });
  }
}
