import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Agency } from '../agency.entity.js';
import { Officer } from '../officer.entity.js';
import { Invitation } from './invitation.entity.js';

/** A reset of an officer's sign-in: one person starts it, another approves it, and the officer has time to object. */
@Entity('sign_in_reset')
@Index(['officerId'])
@Check(
  'sign_in_reset_two_people_check',
  'approved_by <> started_by AND started_by <> officer_id AND approved_by <> officer_id',
)
export class SignInReset {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** The partnership is a matter of the agreement, a room above this one: known here by its id alone. */
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  startedBy: string;

  @Column('timestamptz')
  startedAt: Date;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  approvedBy: string | null;

  @Column('timestamptz', { nullable: true })
  approvedAt: Date | null;

  /** The link that the approval made. */
  @ForeignKey(() => Invitation)
  @Column('uuid', { nullable: true })
  invitationId: string | null;

  /** When the officer, or one of the two, stopped it. */
  @Column('timestamptz', { nullable: true })
  cancelledAt: Date | null;
}
