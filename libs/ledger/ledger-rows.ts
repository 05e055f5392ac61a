import type { EntityManager } from 'typeorm';
import { EMPTY_ROOT, HASH_BYTES, tileKey, type Hash, type Tile, type TileName } from './domain/index.js';

/** The newest head; size 0 and the empty root while there is none. */
export async function newestHead(
  manager: EntityManager,
): Promise<{ size: number; rootHash: Hash; madeAt: Date | null }> {
  const [head] = await manager.query<{ size: string; root_hash: Buffer; made_at: Date }[]>(
    'SELECT size, root_hash, made_at FROM ledger_head ORDER BY size DESC LIMIT 1',
  );
  if (!head) return { size: 0, rootHash: EMPTY_ROOT, madeAt: null };
  return { size: Number(head.size), rootHash: head.root_hash, madeAt: head.made_at };
}

/** The tiles with these names; those that do not exist are left out. */
export async function tilesNamed(manager: EntityManager, names: readonly TileName[]): Promise<Tile[]> {
  const rows = await manager.query<{ level: number; idx: string; hashes: Buffer }[]>(
    `SELECT level, idx, string_agg(hashes, ''::bytea ORDER BY first) AS hashes FROM ledger_tile
      WHERE (level, idx) IN (SELECT * FROM unnest($1::int[], $2::bigint[])) GROUP BY level, idx`,
    [names.map(({ level }) => level), names.map(({ index }) => index)],
  );
  return rows.map(({ level, idx, hashes }) => ({ level, index: Number(idx), hashes }));
}

/** Writes what tiles have grown by since they stood as in `before`; a tile that is not among those is new. */
export async function saveGrowth(
  manager: EntityManager,
  before: readonly Tile[],
  tiles: readonly Tile[],
): Promise<void> {
  const held = new Map(before.map((tile) => [tileKey(tile), tile.hashes.length]));
  const heldBytes = (tile: Tile): number => held.get(tileKey(tile)) ?? 0;
  await manager.query(
    `INSERT INTO ledger_tile (level, idx, first, hashes) SELECT * FROM unnest($1::int[], $2::bigint[], $3::int[], $4::bytea[])`,
    [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map((tile) => heldBytes(tile) / HASH_BYTES),
      tiles.map((tile) => Buffer.from(tile.hashes.subarray(heldBytes(tile)))),
    ],
  );
}
