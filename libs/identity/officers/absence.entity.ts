import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Agency } from '../agency.entity.js';
import { Officer } from '../officer.entity.js';

/** Days on which an officer is away, both included (ISA-20). Coming back early moves the last one. */
@Entity('absence')
@Index('absence_partnership_id_agency_id_to_on_idx', ['partnershipId', 'agencyId', 'toOn'])
@Check('absence_period_check', '(to_on >= (from_on - 1))')
export class Absence {
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

  @Column('date')
  fromOn: string;

  /** The day before `fromOn` when the absence was called off. */
  @Column('date')
  toOn: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  statedBy: string;

  @Column('timestamptz')
  statedAt: Date;
}
