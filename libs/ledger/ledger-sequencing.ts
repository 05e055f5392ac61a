import { DomainError } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import {
  appendToTiles,
  edgeTiles,
  hashesInTiles,
  rangeHash,
  sameBytes,
  tileKey,
  type Hash,
  type Tile,
} from './domain/index.js';
import { newestHead, saveGrowth, tilesNamed } from './ledger-rows.js';

/** One number, known to every broker, under which only one sequencer works at a time. */
const SEQUENCER_LOCK = 22_24_26;

/**
 * Places the oldest pending entries, at most `limit`, at the end of the tree and writes the head, in the transaction of `manager`.
 * Returns how many. Throws DomainError when the tiles do not add up to the last head: then nobody builds on them.
 */
export async function sequenceNext(manager: EntityManager, limit: number): Promise<number> {
  // Its own statement: the ones after it see what the sequencer before us has committed.
  await manager.query('SELECT pg_advisory_xact_lock($1)', [SEQUENCER_LOCK]);
  const pending = await manager.query<{ id: string; leaf_hash: Buffer }[]>(
    'SELECT e.id, e.leaf_hash FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry_id ORDER BY e.id LIMIT $1',
    [limit],
  );
  if (pending.length === 0) return 0;
  const head = await newestHead(manager);
  const edge = await tilesNamed(manager, edgeTiles(head.size));
  if (!sameBytes(rootFrom(edge, head.size), head.rootHash)) {
    throw new DomainError('The tiles of the ledger do not add up to its last head');
  }
  const ids = pending.map(({ id }) => id);
  const changed = appendToTiles(
    edge,
    head.size,
    pending.map(({ leaf_hash }) => leaf_hash),
  );
  const size = head.size + ids.length;
  await manager.query(
    `INSERT INTO ledger_sequence (seq, entry_id)
     SELECT $1::bigint + place - 1, id FROM unnest($2::bigint[]) WITH ORDINALITY AS next (id, place)`,
    [head.size, ids],
  );
  await manager.query('DELETE FROM ledger_pending WHERE entry_id = ANY($1::bigint[])', [ids]);
  await saveGrowth(manager, edge, changed);
  await manager.query('INSERT INTO ledger_head (size, root_hash) VALUES ($1, $2)', [
    size,
    rootFrom([...edge, ...changed], size),
  ]);
  return ids.length;
}

/** The root of the tree of `size` leaves from the tiles of its right edge; of two tiles with one name the later counts. */
function rootFrom(tiles: readonly Tile[], size: number): Hash {
  const wanted = new Set(edgeTiles(size).map(tileKey));
  return rangeHash({ start: 0, end: size }, hashesInTiles(tiles.filter((tile) => wanted.has(tileKey(tile)))));
}
