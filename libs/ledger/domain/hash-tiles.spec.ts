import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import * as fc from 'fast-check';
import {
  appendToTiles,
  edgeTiles,
  hashesInTiles,
  inclusionProof,
  inclusionRanges,
  leafHash,
  rangeHash,
  rootOf,
  tileKey,
  tilesOf,
  verifyInclusion,
  type Tile,
} from './index.js';

// Enough for a third level of tiles.
const LEAVES = Array.from({ length: 256 * 256 + 300 }, (_, i) =>
  leafHash(Uint8Array.of(i & 255, (i >> 8) & 255, i >> 16)),
);

/** Grows a tree in steps, as the sequencer does; returns all its tiles. */
function grow(steps: readonly number[]): Map<string, Tile> {
  const tiles = new Map<string, Tile>();
  let size = 0;
  for (const step of steps) {
    const edge = edgeTiles(size).map((name) => tiles.get(tileKey(name))!);
    for (const tile of appendToTiles(edge, size, LEAVES.slice(size, size + step))) tiles.set(tileKey(tile), tile);
    size += step;
  }
  return tiles;
}

describe('tiles', () => {
  it('of the right edge are those of the tlog-tiles format', () => {
    expect(edgeTiles(0)).toEqual([]);
    expect(edgeTiles(256)).toEqual([{ level: 1, index: 0 }]);
    expect(edgeTiles(70_000)).toEqual([
      { level: 0, index: 273 },
      { level: 1, index: 1 },
      { level: 2, index: 0 },
    ]);
  });

  it('hold the same hashes whatever the steps, and yield the root and proofs at any size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }), fc.nat(), (steps, n) => {
        const size = steps.reduce((sum, step) => sum + step, 0);
        const tiles = grow(steps);
        expect(tiles).toEqual(grow([size]));
        const edge = edgeTiles(size).map((name) => tiles.get(tileKey(name))!);
        expect(rangeHash({ start: 0, end: size }, hashesInTiles(edge))).toEqual(rootOf(LEAVES.slice(0, size)));
        const index = n % size;
        const needed = tilesOf(inclusionRanges(index, size)).map((name) => tiles.get(tileKey(name))!);
        const claim = { leafHash: LEAVES[index]!, index, size, rootHash: rootOf(LEAVES.slice(0, size)) };
        expect(verifyInclusion(claim, inclusionProof(index, size, hashesInTiles(needed)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('hold the same hashes when leaves come one at a time', () => {
    expect(grow(Array.from({ length: 600 }, () => 1))).toEqual(grow([600]));
  });

  it('serve a tree of three levels from a handful of tiles, also for an earlier size than the newest', () => {
    const tiles = grow([LEAVES.length]);
    for (const [index, size] of [
      [0, LEAVES.length],
      [65_535, LEAVES.length],
      [65_540, LEAVES.length],
      [255, 65_537],
      [256, 700],
    ] as const) {
      const names = tilesOf(inclusionRanges(index, size));
      expect(names.length).toBeLessThanOrEqual(6);
      const proof = inclusionProof(index, size, hashesInTiles(names.map((name) => tiles.get(tileKey(name))!)));
      const claim = { leafHash: LEAVES[index]!, index, size, rootHash: rootOf(LEAVES.slice(0, size)) };
      expect(verifyInclusion(claim, proof)).toBe(true);
    }
  });

  it('that are missing or cut short stop the work', () => {
    const [tile] = grow([10]).values();
    expect(() => appendToTiles([], 10, LEAVES.slice(0, 1))).toThrow(DomainError);
    expect(() => appendToTiles([{ ...tile!, hashes: tile!.hashes.subarray(32) }], 10, LEAVES.slice(0, 1))).toThrow(
      DomainError,
    );
    expect(() => hashesInTiles([])({ level: 0, index: 0 })).toThrow(DomainError);
    expect(() => hashesInTiles([tile!])({ level: 0, index: 10 })).toThrow(DomainError);
  });
});
