import { hashesIn, TILE_WIDTH } from './hash-tiles.js';
import { sameBytes } from './hex.js';
import { GrowingTree } from './merkle-tree.js';
import type { Hash } from './merkle-tree.js';

/**
 * The hashes of a log's entries as they were when its newest checkpoint was kept: at most `count` of them from entry `first` on, 32 bytes each,
 * end to end; fewer, or none, where no more were kept.
 */
export type KeptHashes = (first: number, count: number) => Promise<Uint8Array>;

/** The place of the first hash, from 0, that is not the one kept for it; null when each that was kept is the same. */
export function firstChange(hashes: Uint8Array, kept: Uint8Array): number | null {
  const now = hashesIn(hashes);
  const changed = hashesIn(kept).findIndex((before, i) => now[i] !== undefined && !sameBytes(before, now[i]));
  return changed === -1 ? null : changed;
}

/** The root over the kept hashes of the first `size` entries; null when fewer were kept. */
export async function keptRoot(kept: KeptHashes, size: number): Promise<Hash | null> {
  const tree = new GrowingTree();
  while (tree.size < size) {
    const hashes = hashesIn(await kept(tree.size, Math.min(TILE_WIDTH, size - tree.size)));
    if (hashes.length === 0) return null;
    for (const hash of hashes) tree.append(hash);
  }
  return tree.root();
}
