import type { DataSource, EntityManager } from 'typeorm';
import { LOG_FAULTS, verifyLog, type LogEntry, type LogFault } from './domain/index.js';
import { newestHead } from './ledger-rows.js';

/** Entries read at a time. */
const BATCH = 2000;

/** What can be wrong with the stored ledger. */
export type LedgerFault = LogFault | 'misfiled';

/** The verdict over the stored ledger: the first bad entry (from 0; null when it has no place, or the fault is of the whole) and what is wrong. */
export type LedgerCheck =
  { ok: true; size: number; rootHash: string } | { ok: false; seq: number | null; fault: LedgerFault };

/** Each fault in plain English. */
export const LEDGER_FAULTS: Record<LedgerFault, string> = {
  ...LOG_FAULTS,
  misfiled: 'an entry was taken out of the queue for the tree, or is filed under something its text does not say',
};

/** Recomputes the ledger of a database, all of it as it stood at one instant. */
export function checkStoredLog(dataSource: DataSource): Promise<LedgerCheck> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    const verdict = await verifyLog(storedEntries(manager), await newestHead(manager));
    return verdict.ok ? ((await firstMisfiled(manager)) ?? verdict) : verdict;
  });
}

async function* storedEntries(manager: EntityManager): AsyncIterable<LogEntry> {
  let last = '-1';
  for (;;) {
    const rows = await manager.query<{ seq: string; leaf: Buffer; leaf_hash: Buffer; tree_hash: Buffer | null }[]>(
      // The hash of leaf `seq` is number seq mod 256 of its lowest tile, 32 bytes each, in the last step that begins at or before it.
      `SELECT s.seq, e.leaf, e.leaf_hash, substr(t.hashes, ((s.seq % 256)::int - t.first) * 32 + 1, 32) AS tree_hash
         FROM ledger_sequence s
         JOIN ledger_entry e ON e.id = s.entry_id
         LEFT JOIN LATERAL (SELECT first, hashes FROM ledger_tile
                             WHERE level = 0 AND idx = s.seq / 256 AND first <= s.seq % 256
                             ORDER BY first DESC LIMIT 1) t ON true
        WHERE s.seq > $1 ORDER BY s.seq LIMIT ${BATCH}`,
      [last],
    );
    for (const { seq, leaf, leaf_hash, tree_hash } of rows) {
      yield { seq: Number(seq), leaf, leafHash: leaf_hash, treeHash: tree_hash };
    }
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.seq;
  }
}

/** An entry that the tree does not cover, or that would be found under a name its leaf does not bear. Every leaf is known to be JSON by now. */
async function firstMisfiled(manager: EntityManager): Promise<LedgerCheck | null> {
  const [row] = await manager.query<{ seq: string | null }[]>(
    `SELECT s.seq FROM ledger_entry e
       LEFT JOIN ledger_sequence s ON s.entry_id = e.id
       LEFT JOIN ledger_pending p ON p.entry_id = e.id
       CROSS JOIN LATERAL (SELECT convert_from(e.leaf, 'UTF8')::jsonb AS leaf OFFSET 0) AS parsed
      WHERE (s.seq IS NULL AND p.entry_id IS NULL)
         OR (s.seq IS NOT NULL AND
             (e.event_id::text, e.event, e.partnership_id::text, e.subject_kind, e.subject_id) IS DISTINCT FROM
             (parsed.leaf->>'eventId', parsed.leaf->>'event', parsed.leaf->>'partnershipId',
              parsed.leaf#>>'{subject,kind}', parsed.leaf#>>'{subject,id}'))
      ORDER BY s.seq LIMIT 1`,
  );
  return row ? { ok: false, seq: row.seq === null ? null : Number(row.seq), fault: 'misfiled' } : null;
}
