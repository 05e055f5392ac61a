import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import { asSystem, CONFIG, type Config } from '@broker/platform';
import { DataSource } from 'typeorm';
import {
  isEventId,
  openReceipt,
  RECEIPT_FAULTS,
  sameBytes,
  signReceipt,
  toHex,
  type LedgerLeaf,
  type ReceiptFault,
} from '../domain/index.js';
import { LogKeyService } from '../checkpoints/log-key.service.js';
import { LedgerKey } from '../checkpoints/ledger-key.entity.js';
import { LedgerReceipt } from './ledger-receipt.entity.js';

/** A signed receipt for one act. */
export interface SignedReceipt {
  eventId: string;
  /** Lower-case hexadecimal. */
  leafHash: string;
  /** When the entry was written. */
  at: Date;
  /** The signed note that is kept by whoever did the act (domain/receipt-note.ts). */
  note: string;
}

/** Whether a receipt that somebody kept is honoured: the entry's place in the log (null: it still waits for it), or what is wrong. */
export type ReceiptCheck =
  { ok: true; eventId: string; sequence: number | null } | { ok: false; fault: ReceiptFault | 'missing' | 'altered' };

/** Each fault in plain English. */
export const KEPT_RECEIPT_FAULTS: Record<ReceiptFault | 'missing' | 'altered', string> = {
  ...RECEIPT_FAULTS,
  missing: 'THE LOG LACKS THE ENTRY that it promised to keep',
  altered: 'THE ENTRY IN THE LOG IS NOT THE ONE that the receipt was given for',
};

/** How the receipts that were handed out, and the entries, stand to the tree. */
export interface Reconciliation {
  /** Receipts handed out more than a minute ago. */
  receipts: number;
  /** Of those, the ones whose entry is not in the tree as the receipt says. Always 0, or somebody has removed or altered entries. */
  missing: number;
  /** Entries that have waited for their place for more than a minute. */
  late: number;
}

/** An entry has its place in the tree within this time, in seconds. */
const WITHIN_SECONDS = 60;

/** Receipts: the log's signed promise to whoever did an act, and the check that it is kept (ISA-22). */
@Injectable()
export class ReceiptService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: LogKeyService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'logKeyFile'>,
  ) {}

  /**
   * The receipt of an entry, the same each time. @param maySee whether the entry is the asker's to see.
   * @returns it, null when there is no such entry for them, or `ledger/key-elsewhere` where this process was not given the log's key.
   */
  async of(eventId: string, maySee: (leaf: LedgerLeaf) => boolean = () => true): Promise<Result<SignedReceipt | null>> {
    if (!isEventId(eventId)) return accept(null);
    const [entry] = await this.dataSource.query<{ leaf: Buffer; leaf_hash: Buffer; created_at: Date }[]>(
      'SELECT leaf, leaf_hash, created_at FROM ledger_entry WHERE event_id = $1',
      [eventId],
    );
    if (!entry || !maySee(JSON.parse(entry.leaf.toString('utf8')) as LedgerLeaf)) return accept(null);
    const note = await this.noteOf(eventId, entry.leaf_hash, entry.created_at);
    return note === null
      ? refuse(keyElsewhere)
      : accept({ eventId, leafHash: toHex(entry.leaf_hash), at: entry.created_at, note });
  }

  /** Compares a receipt that somebody kept with the log. */
  check(note: string): Promise<ReceiptCheck> {
    return asSystem(async () => {
      const key = await this.keys.publicKey();
      const receipt = openReceipt(note, key ? [key] : []);
      if (typeof receipt === 'string') return { ok: false, fault: receipt };
      const { eventId, leafHash } = receipt;
      const [entry] = await this.dataSource.query<{ leaf_hash: Buffer; seq: string | null }[]>(
        `SELECT e.leaf_hash, s.seq FROM ledger_entry e LEFT JOIN ledger_sequence s ON s.entry_id = e.id WHERE e.event_id = $1`,
        [eventId],
      );
      if (!entry) return { ok: false, fault: 'missing' };
      if (!sameBytes(entry.leaf_hash, leafHash)) return { ok: false, fault: 'altered' };
      return { ok: true, eventId, sequence: entry.seq === null ? null : Number(entry.seq) };
    });
  }

  /** Compares every receipt that was handed out, and every entry that waits, with the tree. */
  reconcile(): Promise<Reconciliation> {
    return asSystem(async () => {
      const [counts] = await this.dataSource.query<[Record<keyof Reconciliation, string>]>(
        `SELECT count(*) AS receipts, count(*) FILTER (WHERE s.seq IS NULL) AS missing,
                (SELECT count(*) FROM ledger_pending p JOIN ledger_entry w ON w.id = p.entry_id
                  WHERE w.created_at < clock_timestamp() - make_interval(secs => $1)) AS late
           FROM ledger_receipt r
           LEFT JOIN ledger_entry e ON e.event_id = r.event_id AND e.leaf_hash = r.leaf_hash
           LEFT JOIN ledger_sequence s ON s.entry_id = e.id
          WHERE r.issued_at < clock_timestamp() - make_interval(secs => $1)`,
        [WITHIN_SECONDS],
      );
      const { receipts, missing, late } = counts;
      return { receipts: Number(receipts), missing: Number(missing), late: Number(late) };
    });
  }

  private noteOf(eventId: string, leafHash: Buffer, at: Date): Promise<string | null> {
    return asSystem(async () => {
      const { manager } = this.dataSource;
      const issued = await manager.findOneBy(LedgerReceipt, { eventId });
      if (issued) return issued.note;
      if (await this.isKeyElsewhere()) return null;
      const signer = await this.keys.signer();
      const note = signReceipt({ origin: signer.key.name, eventId, leafHash, at }, signer);
      const row = { eventId, leafHash, note, issuedAt: () => 'clock_timestamp()' };
      await manager.createQueryBuilder().insert().into(LedgerReceipt).values(row).orIgnore().execute();
      return note;
    });
  }

  private async isKeyElsewhere(): Promise<boolean> {
    if (this.config.logKeyFile) return false;
    return this.dataSource.manager
      .createQueryBuilder(LedgerKey, 'key')
      .where('key.sealed_private_key IS NULL')
      .getExists();
  }
}

const keyElsewhere: Refusal = {
  code: 'ledger/key-elsewhere',
  clause: 'ISA-22',
  message: 'The key of the log lives in a process of its own, so no receipt can be signed here.',
  mend: 'Take the proof of the entry instead; or have the operator name the key’s file here too (LOG_KEY_FILE).',
};
