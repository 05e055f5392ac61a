import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One entry of the ledger, written in the transaction of the act it tells of. Never changed, never removed.
 * The columns beside the leaf repeat parts of it, so that entries can be found; the leaf is what counts.
 */
@Entity('ledger_entry')
@Check('ledger_entry_leaf_check', 'octet_length(leaf) <= 4096')
@Check('ledger_entry_leaf_hash_check', String.raw`leaf_hash = sha256('\x00'::bytea || leaf)`)
@Index(['subjectKind', 'subjectId'])
export class LedgerEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('uuid', { unique: true })
  eventId: string;

  @Index()
  @Column('uuid', { nullable: true })
  partnershipId: string | null;

  @Column('text')
  event: string;

  @Column('text', { nullable: true })
  subjectKind: string | null;

  @Column('text', { nullable: true })
  subjectId: string | null;

  /** Canonical JSON, see LedgerLeaf. */
  @Column('bytea')
  leaf: Buffer;

  @Column('bytea')
  leafHash: Buffer;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;
}
