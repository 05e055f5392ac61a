import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Agency } from './agency.entity.js';
import type { Role } from './domain/index.js';
import { Officer } from './officer.entity.js';

/** One officer's role for one agency in one partnership (ISA-20), from a date until another. */
@Entity('appointment')
@Index('appointment_partnership_id_agency_id_role_idx', ['partnershipId', 'agencyId', 'role'])
@Check(
  'appointment_role_check',
  "role IN ('data-steward','designated-officer','signing-officer','auditor','partnership-manager','operator')",
)
@Check('appointment_period_check', '(ended_on >= (started_on - 1))')
export class Appointment {
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

  @Column('text')
  role: Role;

  @Column('date')
  startedOn: string;

  /** Its last day; the day before `startedOn` when the nomination was taken back before it began. */
  @Column('date', { nullable: true })
  endedOn: string | null;

  /** Who stands in while the officer is away: somebody who holds a post of the same agency. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  deputyId: string | null;

  /** Null for an appointment made together with the partnership. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  nominatedBy: string | null;

  @Column('timestamptz', { nullable: true })
  nominatedAt: Date | null;

  /** When the officer last chose to act in it. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
