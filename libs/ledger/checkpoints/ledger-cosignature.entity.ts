import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Witness } from '../witnesses/witness.entity.js';
import { LedgerCheckpoint } from './ledger-checkpoint.entity.js';

/** What a witness has put under a checkpoint. Never changed, never removed. */
@Entity('ledger_cosignature')
@Index(['witnessId', 'size'])
export class LedgerCosignature {
  @PrimaryColumn('bigint')
  @ForeignKey(() => LedgerCheckpoint)
  size: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Witness)
  witnessId: string;

  /** The signature line, with its newline. */
  @Column('text')
  line: string;

  /** The time that the witness vouches for. */
  @Column('timestamptz')
  signedAt: Date;
}
