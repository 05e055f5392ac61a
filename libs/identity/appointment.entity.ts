import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Agency } from './agency.entity.js';
import type { Role } from './domain/index.js';
import { Officer } from './officer.entity.js';

/** One officer's role for one agency in one partnership (ISA-20), from a date until another. */
@Entity('appointment')
@Unique(['officerId', 'partnershipId', 'role'])
@Check(
  'appointment_role_check',
  "role IN ('data-steward','designated-officer','signing-officer','auditor','partnership-manager','operator')",
)
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

  @Column('date', { nullable: true })
  endedOn: string | null;
}
