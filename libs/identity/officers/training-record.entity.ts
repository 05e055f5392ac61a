import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Agency } from '../agency.entity.js';
import { Officer } from '../officer.entity.js';

/** A course that an officer has taken (ISA-22, ISA-30e). Never edited: the next course supersedes it. */
@Entity('training_record')
@Index('training_record_partnership_id_officer_id_expires_on_idx', ['partnershipId', 'officerId', 'expiresOn'])
@Check('training_record_period_check', '(expires_on > held_on)')
export class TrainingRecord {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @Column('text')
  course: string;

  @Column('date')
  heldOn: string;

  /** Its last good day. */
  @Column('date')
  expiresOn: string;

  /** Null for training entered together with a new installation. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  recordedBy: string | null;

  @Column('timestamptz')
  recordedAt: Date;
}
