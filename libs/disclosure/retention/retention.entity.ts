import { Partnership } from '@broker/agreement';
import { Agency } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What is kept for a time and then disposed of. */
export type RetainedKind = 'request' | 'disclosure' | 'record' | 'subject-access' | 'foi';

/** How long one thing that holds personal information is kept (ISA-23). The row outlives the information: it has no personal details. */
@Entity('retention')
@Unique(['recordKind', 'recordId'])
@Index(['partnershipId', 'retainUntilOn'])
@Check('retention_record_kind_check', "record_kind IN ('request','disclosure','record','subject-access','foi')")
@Check('retention_agency_ids_check', 'agency_id = ANY (agency_ids)')
export class Retention {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** Who has to see that it is disposed of. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** Who may hold it: each agency to which the thing belongs as well. */
  @Column('uuid', { array: true })
  agencyIds: string[];

  @Column('text')
  recordKind: RetainedKind;

  @Column('uuid')
  recordId: string;

  @Column('date')
  beganOn: LocalDate;

  @Column('date')
  retainUntilOn: LocalDate;

  @Column('timestamptz', { nullable: true })
  disposedAt: Date | null;
}
