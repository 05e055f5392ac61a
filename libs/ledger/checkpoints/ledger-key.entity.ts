import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The key that signs the log's checkpoints and receipts. There is one; never changed, never removed. */
@Entity('ledger_key')
@Check('ledger_key_one_check', 'id = 1')
@Check('ledger_key_public_key_check', 'octet_length(public_key) = 32')
export class LedgerKey {
  /** One log, one key. */
  @PrimaryColumn('integer')
  id: number;

  /** The name of the log, its origin: like an address without a scheme. */
  @Column('text')
  name: string;

  @Column('bytea')
  publicKey: Buffer;

  /** Sealed under the installation's secret; null where it lives in a file of its own (LOG_KEY_FILE). */
  @Column('bytea', { nullable: true, select: false })
  sealedPrivateKey: Buffer | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  madeAt: Date;
}
