import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { LedgerEntry } from './ledger-entry.entity.js';

/** The place of an entry in the tree: from 0, without gaps. Never changed, never removed. */
@Entity('ledger_sequence')
export class LedgerSequence {
  @PrimaryColumn('bigint')
  seq: string;

  @Column('bigint', { unique: true })
  entryId: string;

  @ManyToOne(() => LedgerEntry, { nullable: false })
  @JoinColumn({ name: 'entry_id' })
  entry: Relation<LedgerEntry>;
}
