import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  AUDIT_EVENTS,
  hashesInTiles,
  inclusionProof,
  inclusionRanges,
  isEventId,
  leafBytes,
  leafHash,
  leafOf,
  tilesOf,
  toHex,
  type AuditEventName,
  type LedgerLeaf,
  type LedgerProof,
  type LedgerRecord,
  type LedgerSubject,
} from './domain/index.js';
import { checkStoredLog, type LedgerCheck } from './ledger-check.js';
import { newestHead, tilesNamed } from './ledger-rows.js';
import { sequenceNext } from './ledger-sequencing.js';

/** What the writer of an entry gets back: enough to show later that the entry is missing. */
export interface Receipt {
  eventId: string;
  /** Lower-case hexadecimal. */
  leafHash: string;
}

/** The newest head of the ledger. */
export interface LedgerHeadView {
  /** Entries in the tree. */
  size: number;
  /** Lower-case hexadecimal. */
  rootHash: string;
  /** Null while the ledger is empty. */
  madeAt: Date | null;
}

/** An entry as it is shown on a page. */
export interface LedgerEvidence {
  eventId: string;
  /** Its place in the tree, from 0; null until it has one. */
  sequence: number | null;
  leafHash: string;
  leaf: LedgerLeaf;
}

/** Entries sequenced in one transaction, at most. */
const SEQUENCE_LIMIT = 5000;

/** Entries shown for one subject, at most. */
const EVIDENCE_LIMIT = 100;

/** The append-only log: every act and every refusal, written in the transaction of the act (ISA-22, ISA-24, ISA-26). */
@Injectable()
export class LedgerService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes an entry in the caller's transaction: it stands if, and only if, the act does. Throws DomainError on a record that the
   * catalogue of events does not allow (see leafOf).
   */
  async append(manager: EntityManager, record: LedgerRecord): Promise<Receipt> {
    const eventId = randomUUID();
    const leaf = leafBytes(leafOf(eventId, record));
    const hash = leafHash(leaf);
    await manager.query(
      `WITH entry AS (
         INSERT INTO ledger_entry (event_id, partnership_id, event, subject_kind, subject_id, leaf, leaf_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id)
       INSERT INTO ledger_pending (entry_id) SELECT id FROM entry`,
      [eventId, record.partnershipId, record.event, record.subject?.kind, record.subject?.id, leaf, hash],
    );
    return { eventId, leafHash: toHex(hash) };
  }

  /**
   * Gives pending entries their place in the tree, at most `limit`, oldest first, and writes a new head.
   * Safe to run anywhere any number of times at once. Returns how many were placed; 0 changes nothing.
   */
  sequencePending(limit = SEQUENCE_LIMIT): Promise<number> {
    return this.dataSource.transaction((manager) => sequenceNext(manager, limit));
  }

  /** The newest head; size 0 and the empty root while there is none. */
  async head(): Promise<LedgerHeadView> {
    const { size, rootHash, madeAt } = await newestHead(this.dataSource.manager);
    return { size, rootHash: toHex(rootHash), madeAt };
  }

  /**
   * The proof that an entry is in the ledger, against the newest head, from at most two tiles a level.
   * 'pending' while the entry has no place yet (a moment); null when there is no such entry.
   */
  async inclusionProof(eventId: string): Promise<LedgerProof | 'pending' | null> {
    if (!isEventId(eventId)) return null;
    const [entry] = await this.dataSource.query<{ leaf: Buffer; leaf_hash: Buffer; seq: string | null }[]>(
      `SELECT leaf, leaf_hash, seq FROM ledger_entry e LEFT JOIN ledger_sequence s ON s.entry_id = e.id
        WHERE event_id = $1`,
      [eventId],
    );
    if (!entry) return null;
    if (entry.seq === null) return 'pending';
    const index = Number(entry.seq);
    // Read after the entry's place, so never smaller than it.
    const { size, rootHash } = await newestHead(this.dataSource.manager);
    const tiles = await tilesNamed(this.dataSource.manager, tilesOf(inclusionRanges(index, size)));
    return {
      eventId,
      leaf: entry.leaf.toString('utf8'),
      leafHash: toHex(entry.leaf_hash),
      index,
      treeSize: size,
      rootHash: toHex(rootHash),
      hashes: inclusionProof(index, size, hashesInTiles(tiles)).map(toHex),
    };
  }

  /** The entries about one subject within one partnership (null: outside any), newest first; of one event, if it is named. */
  async entriesOf(
    subject: LedgerSubject,
    partnershipId: string | null,
    limit = EVIDENCE_LIMIT,
    event: AuditEventName | null = null,
  ): Promise<LedgerEvidence[]> {
    const rows = await this.dataSource.query<EvidenceRow[]>(
      `SELECT event_id, leaf, leaf_hash, seq FROM ledger_entry e LEFT JOIN ledger_sequence s ON s.entry_id = e.id
        WHERE subject_kind = $1 AND subject_id = $2 AND partnership_id IS NOT DISTINCT FROM $3::uuid
          AND ($5::text IS NULL OR event = $5)
        ORDER BY e.id DESC LIMIT $4`,
      [subject.kind, subject.id, partnershipId, limit, event],
    );
    return rows.map(evidenceOf);
  }

  /** The refusals that an agency's officers met with in one partnership, newest first. */
  async refusalsOf(partnershipId: string, agencyId: string, limit = EVIDENCE_LIMIT): Promise<LedgerEvidence[]> {
    const refused = Object.entries(AUDIT_EVENTS).flatMap(([event, { outcome }]) =>
      outcome === 'refused' ? [event] : [],
    );
    const rows = await this.dataSource.query<EvidenceRow[]>(
      `SELECT event_id, leaf, leaf_hash, seq FROM ledger_entry e LEFT JOIN ledger_sequence s ON s.entry_id = e.id
        WHERE partnership_id = $1 AND event = ANY ($3) AND convert_from(leaf, 'UTF8')::jsonb ->> 'agencyId' = $2
        ORDER BY e.id DESC LIMIT $4`,
      [partnershipId, agencyId, refused, limit],
    );
    return rows.map(evidenceOf);
  }

  /** Recomputes the whole ledger from its entries and compares it with the newest head. Reads in batches; memory does not grow. */
  verifyWholeLog(): Promise<LedgerCheck> {
    return checkStoredLog(this.dataSource);
  }
}

interface EvidenceRow {
  event_id: string;
  leaf: Buffer;
  leaf_hash: Buffer;
  seq: string | null;
}

const evidenceOf = (row: EvidenceRow): LedgerEvidence => ({
  eventId: row.event_id,
  sequence: row.seq === null ? null : Number(row.seq),
  leafHash: toHex(row.leaf_hash),
  leaf: JSON.parse(row.leaf.toString('utf8')) as LedgerLeaf,
});
