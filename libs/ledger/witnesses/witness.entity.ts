import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A partner agency's witness: a program of theirs that checks that the log has only grown, and cosigns its checkpoints. */
@Entity('witness')
@Index('witness_same_key_idx', ['partnershipId', 'vkey'], { unique: true, where: 'removed_at IS NULL' })
export class Witness {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  partnershipId: string;

  /** The agency that runs it. */
  @Column('uuid')
  agencyId: string;

  /** Its name and public key, as it printed them: `name+id+key`. */
  @Column('text')
  vkey: string;

  /** Where it is asked: `add-checkpoint` stands below this. */
  @Column('text')
  address: string;

  /** Null when the installation entered it itself. */
  @Column('uuid', { nullable: true })
  registeredBy: string | null;

  @Column('timestamptz')
  registeredAt: Date;

  @Column('timestamptz', { nullable: true })
  removedAt: Date | null;

  /** When it was last asked for a cosignature. */
  @Column('timestamptz', { nullable: true })
  askedAt: Date | null;

  /** The size of the log that it last cosigned, as it says; null before it ever answered. */
  @Column('bigint', { nullable: true })
  heldSize: string | null;

  /** Failures since the last cosignature. */
  @Column('integer', { default: 0 })
  failures: number;

  /** Code of what went wrong last; null after a cosignature. */
  @Column('text', { nullable: true })
  fault: string | null;
}
