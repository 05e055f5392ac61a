import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A receipt that was handed out. Never changed, never removed, not even where the entry it tells of is gone. */
@Entity('ledger_receipt')
@Check('ledger_receipt_leaf_hash_check', 'octet_length(leaf_hash) = 32')
export class LedgerReceipt {
  @PrimaryColumn('uuid')
  eventId: string;

  @Column('bytea')
  leafHash: Buffer;

  /** The signed note, see receipt-note.ts. */
  @Column('text')
  note: string;

  @Column('timestamptz')
  issuedAt: Date;
}
