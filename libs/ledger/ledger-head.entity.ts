import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The root of the tree at a size it once had. Never changed, never removed. */
@Entity('ledger_head')
@Check('ledger_head_root_hash_check', 'octet_length(root_hash) = 32')
export class LedgerHead {
  @PrimaryColumn('bigint')
  size: string;

  @Column('bytea')
  rootHash: Buffer;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  madeAt: Date;
}
