import { Injectable } from '@nestjs/common';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';
import {
  CHECKPOINT_PATH,
  DEFAULT_QUORUM_TERMS,
  filesInOrder,
  hashesInTiles,
  inclusionProof,
  inclusionRanges,
  isEventId,
  parseVkey,
  pathOf,
  policyText,
  proofText,
  tilesOf,
  type WitnessPolicy,
} from '../domain/index.js';
import { CheckpointService, type SignedCheckpoint } from '../checkpoints/checkpoint.service.js';
import { LogKeyService } from '../checkpoints/log-key.service.js';
import { tilesNamed } from '../ledger-rows.js';
import { LogFilesService, type MayShow } from './log-files.service.js';

/** The address of the policy in a bundle. */
export const POLICY_PATH = 'policy';

/** A proof as it is handed out. */
export interface ProofFile {
  /** The file: a C2SP tlog-proof whose `extra` line is the entry. */
  text: string;
  /** The entry: canonical JSON. */
  leaf: string;
  checkpoint: SignedCheckpoint;
}

/** One file of a bundle. */
export interface BundleFile {
  path: string;
  bytes: Uint8Array;
}

/** What is handed out so that others can check the log without it: proofs of one entry, the whole in a bundle, and the keys to check them with (ISA-22). */
@Injectable()
export class ProofFilesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: LogKeyService,
    private readonly checkpoints: CheckpointService,
    private readonly files: LogFilesService,
  ) {}

  /**
   * Whose word a partnership takes: the log's key, its own witnesses and how many of them. Without a partnership that of the only one which
   * has witnesses, or else the log's key alone. Null before the log has a key.
   */
  policyOf(partnershipId: string | null): Promise<WitnessPolicy | null> {
    // Public keys: no secret of any partnership's.
    return asSystem(async () => {
      const key = await this.keys.publicKey();
      if (!key) return null;
      const rows = await this.witnessRows(partnershipId);
      const witnesses = rows.flatMap(({ vkey }) => parseVkey(vkey) ?? []);
      const named = witnesses.filter((one, i) => witnesses.findIndex(({ name }) => name === one.name) === i);
      return { logKeys: [key], witnesses: named, quorum: Math.min(rows[0]?.quorum ?? 0, named.length) };
    });
  }

  /**
   * The proof file of an entry, under the newest checkpoint that as many of the partnership's witnesses have cosigned as its rule wants,
   * or, while none that covers the entry is, under the newest. 'pending' while no checkpoint covers it (seconds); null when there is no such entry.
   */
  async proof(eventId: string, partnershipId: string | null): Promise<ProofFile | 'pending' | null> {
    if (!isEventId(eventId)) return null;
    const [entry] = await this.dataSource.query<{ leaf: Buffer; seq: string | null }[]>(
      'SELECT leaf, seq FROM ledger_entry e LEFT JOIN ledger_sequence s ON s.entry_id = e.id WHERE event_id = $1',
      [eventId],
    );
    if (!entry) return null;
    const checkpoint = entry.seq === null ? null : await this.newestTrusted(partnershipId, Number(entry.seq));
    if (!checkpoint) return 'pending';
    const index = Number(entry.seq);
    const tiles = await tilesNamed(this.dataSource.manager, tilesOf(inclusionRanges(index, checkpoint.size)));
    const hashes = inclusionProof(index, checkpoint.size, hashesInTiles(tiles));
    const text = proofText({ leaf: entry.leaf, index, hashes, checkpoint: checkpoint.note });
    return { text, leaf: entry.leaf.toString('utf8'), checkpoint };
  }

  /** The newest checkpoint with more than `index` entries that the rule's witnesses have cosigned; else the newest with so many; null when there is none. */
  async newestTrusted(partnershipId: string | null, index = 0): Promise<SignedCheckpoint | null> {
    const size = await asSystem(() => this.newestCosigned(partnershipId, index));
    const found = size === null ? await this.checkpoints.latest() : await this.checkpoints.at(size);
    return found && found.size > index ? found : null;
  }

  /**
   * The whole log under one checkpoint, file by file, in the order in which it can be checked with little memory: the policy, the checkpoint,
   * then the files in order. Nothing when the log has no checkpoint yet. Entries that may not be shown are left empty.
   */
  async *bundle(partnershipId: string | null, mayShow?: MayShow): AsyncIterable<BundleFile> {
    const [policy, checkpoint] = [await this.policyOf(partnershipId), await this.newestTrusted(partnershipId)];
    if (!policy || !checkpoint) return;
    yield { path: POLICY_PATH, bytes: new TextEncoder().encode(policyText(policy)) };
    yield { path: CHECKPOINT_PATH, bytes: new TextEncoder().encode(checkpoint.note) };
    for (const file of filesInOrder(checkpoint.size)) {
      const path = pathOf(file);
      const bytes = await this.files.read(path, mayShow);
      // A file that is not there is left out, and whoever checks the bundle is told which.
      if (bytes) yield { path, bytes };
    }
  }

  private async newestCosigned(partnershipId: string | null, index: number): Promise<number | null> {
    const rows = await this.witnessRows(partnershipId);
    const [newest] = await this.dataSource.query<{ size: string }[]>(
      `SELECT size FROM ledger_cosignature WHERE witness_id = ANY ($1) AND size > $2
        GROUP BY size HAVING count(*) >= $3 ORDER BY size DESC LIMIT 1`,
      [rows.map(({ id }) => id), index, rows[0]?.quorum ?? 1],
    );
    return newest ? Number(newest.size) : null;
  }

  private async witnessRows(partnershipId: string | null): Promise<WitnessRow[]> {
    const rows = await this.dataSource.query<WitnessRow[]>(
      `SELECT w.id, w.partnership_id, w.vkey, coalesce(r.quorum, $2) AS quorum
         FROM witness w LEFT JOIN witness_rule r ON r.partnership_id = w.partnership_id
        WHERE w.removed_at IS NULL AND ($1::uuid IS NULL OR w.partnership_id = $1) ORDER BY w.registered_at, w.id`,
      [partnershipId, DEFAULT_QUORUM_TERMS.quorum],
    );
    return new Set(rows.map((row) => row.partnership_id)).size > 1 ? [] : rows;
  }
}

interface WitnessRow {
  id: string;
  partnership_id: string;
  vkey: string;
  /** What the partnership's rule wants. */
  quorum: number;
}
