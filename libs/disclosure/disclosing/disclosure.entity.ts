import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Channel, RecordSubjectRole } from '../records/index.js';

/** One disclosure of personal information by an agency to another (ISA-18, 26). What was disclosed lies in the vault. */
@Entity('disclosure')
@Unique(['requestId'])
@Index(['disclosingAgencyId', 'disclosedAt'])
@Index(['receivingAgencyId', 'disclosedAt'])
@Index('disclosure_unacknowledged_idx', { synchronize: false })
@Check('disclosure_channel_check', "channel IN ('system','secure-email','post','meeting','telephone','face-to-face')")
@Check('disclosure_acknowledged_check', '(acknowledged_at IS NULL) = (acknowledged_by IS NULL)')
@Check('disclosure_parties_check', 'disclosing_agency_id <> receiving_agency_id')
export class Disclosure {
  @PrimaryColumn('uuid')
  id: string;

  /** Links it with the records of both sides. */
  @Column('uuid')
  exchangeId: string;

  /** The request that it answers, at most once. */
  @Column('uuid', { nullable: true })
  requestId: string | null;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  disclosingAgencyId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  receivingAgencyId: string;

  @Column('text')
  channel: Channel;

  @ForeignKey(() => Officer)
  @Column('uuid')
  disclosedBy: string;

  @Column('timestamptz')
  disclosedAt: Date;

  /** Id of the agreement's purpose; the information is used for no other (ISA-18). */
  @Column('text')
  purpose: string;

  @Column('text')
  gateway: string;

  @Column('text')
  subjectRole: RecordSubjectRole;

  @Column('boolean')
  convictionData: boolean;

  /** Last day on which the receiving agency may keep it (ISA-23). */
  @Column('date')
  retainUntilOn: LocalDate;

  @Column('uuid')
  vaultId: string;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  acknowledgedBy: string | null;

  @Column('timestamptz', { nullable: true })
  acknowledgedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  disposedAt: Date | null;

  @Column('boolean', { default: false })
  onHold: boolean;
}
