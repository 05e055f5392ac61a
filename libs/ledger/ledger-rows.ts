import type { EntityManager } from 'typeorm';
import { EMPTY_ROOT, type Hash, type Tile, type TileName } from './domain/index.js';

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
    `SELECT level, idx, hashes FROM ledger_tile
      WHERE (level, idx) IN (SELECT * FROM unnest($1::int[], $2::bigint[]))`,
    [names.map(({ level }) => level), names.map(({ index }) => index)],
  );
  return rows.map(({ level, idx, hashes }) => ({ level, index: Number(idx), hashes }));
}

/** Writes tiles that are new or have grown. */
export async function saveTiles(manager: EntityManager, tiles: readonly Tile[]): Promise<void> {
  await manager.query(
    `INSERT INTO ledger_tile (level, idx, hashes) SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[])
     ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes`,
    [tiles.map(({ level }) => level), tiles.map(({ index }) => index), tiles.map(({ hashes }) => Buffer.from(hashes))],
  );
}
