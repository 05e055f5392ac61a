import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LedgerHead } from '../ledger-head.entity.js';

/** A head of the log as its key signed it. Never changed, never removed. */
@Entity('ledger_checkpoint')
@Check('ledger_checkpoint_root_hash_check', 'octet_length(root_hash) = 32')
export class LedgerCheckpoint {
  @PrimaryColumn('bigint')
  @ForeignKey(() => LedgerHead)
  size: string;

  @Column('bytea')
  rootHash: Buffer;

  /** The signed note: text, empty line, the log's own signature line. */
  @Column('text')
  note: string;

  @Column('timestamptz')
  madeAt: Date;
}
