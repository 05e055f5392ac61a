import { DomainError } from '@broker/kernel';
import { HASH_BYTES, nodesOf, rootOf } from './merkle-tree.js';
import type { Hash, LeafRange, NodeHashes, TreeNode } from './merkle-tree.js';

/** Levels of the tree that one tile spans: 256 hashes stand on its lowest. */
const TILE_HEIGHT = 8;

/** Hashes in a full tile. */
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

/**
 * Names one tile, as the tlog-tiles format counts them: level 0 holds leaf hashes; a hash at level L+1 is the tree hash
 * of a full tile at level L; tile `index` holds hashes `index·256` onwards.
 */
export interface TileName {
  level: number;
  index: number;
}

/** A tile: its name and its 1 to 256 hashes, end to end. */
export interface Tile extends TileName {
  hashes: Uint8Array;
}

/** A text that tells tiles apart, for use as a key. */
export const tileKey = ({ level, index }: TileName): string => `${level}/${index}`;

/** The partial tiles on the right edge of a tree of `size` leaves, lowest level first: all that is needed to append. */
export function edgeTiles(size: number): TileName[] {
  const names: TileName[] = [];
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    if (hashes % TILE_WIDTH > 0) names.push({ level, index: Math.floor(hashes / TILE_WIDTH) });
  }
  return names;
}

/** The tiles that hold what is needed to hash these runs of leaves, each once. */
export function tilesOf(ranges: readonly LeafRange[]): TileName[] {
  const names = ranges.flatMap(nodesOf).map((node) => placeOf(node).tile);
  return [...new Map(names.map((name) => [tileKey(name), name])).values()];
}

/** Looks subtrees' hashes up in tiles. The lookup throws DomainError when a tile or part of it is missing. */
export function hashesInTiles(tiles: Iterable<Tile>): NodeHashes {
  const byKey = new Map([...tiles].map((tile) => [tileKey(tile), tile.hashes]));
  return (node) => {
    const { tile, first, count } = placeOf(node);
    const hashes = byKey.get(tileKey(tile))?.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES);
    if (hashes?.length !== count * HASH_BYTES) throw new DomainError(`Ledger tile ${tileKey(tile)} is incomplete`);
    return rootOf(hashesIn(hashes));
  };
}

/**
 * Appends leaf hashes to a tree of `size` leaves. Takes the tiles of its right edge (`edgeTiles`), returns every tile
 * that is new or has grown. Throws DomainError when an edge tile does not hold what that size demands.
 */
export function appendToTiles(edge: Iterable<Tile>, size: number, leafHashes: readonly Hash[]): Tile[] {
  const partial = new Map([...edge].map((tile) => [tileKey(tile), tile.hashes]));
  const changed: Tile[] = [];
  let additions: readonly Hash[] = leafHashes;
  for (let level = 0, present = size; additions.length > 0; level++, present = Math.floor(present / TILE_WIDTH)) {
    const completed: Hash[] = [];
    for (let done = 0; done < additions.length;) {
      const held = (present + done) % TILE_WIDTH;
      const name = { level, index: Math.floor((present + done) / TILE_WIDTH) };
      const before = held === 0 ? new Uint8Array(0) : (partial.get(tileKey(name)) ?? new Uint8Array(0));
      if (before.length !== held * HASH_BYTES) throw new DomainError(`Ledger tile ${tileKey(name)} is incomplete`);
      const added = additions.slice(done, done + TILE_WIDTH - held);
      const tile = { ...name, hashes: join(before, added) };
      changed.push(tile);
      if (held + added.length === TILE_WIDTH) completed.push(rootOf(hashesIn(tile.hashes)));
      done += added.length;
    }
    additions = completed;
  }
  return changed;
}

/** Where a subtree's hash comes from: `count` hashes of a tile, starting with number `first`. */
function placeOf({ level, index }: TreeNode): { tile: TileName; first: number; count: number } {
  const count = 2 ** (level % TILE_HEIGHT);
  const from = index * count;
  const tile = { level: Math.floor(level / TILE_HEIGHT), index: Math.floor(from / TILE_WIDTH) };
  return { tile, first: from % TILE_WIDTH, count };
}

/** The hashes that stand end to end, one by one; what is left over at the end, when they break off, is none. */
export const hashesIn = (bytes: Uint8Array): Hash[] =>
  Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );

function join(before: Uint8Array, added: readonly Hash[]): Uint8Array {
  const all = new Uint8Array(before.length + added.length * HASH_BYTES);
  all.set(before);
  added.forEach((hash, i) => all.set(hash, before.length + i * HASH_BYTES));
  return all;
}
