import { Partnership } from '@broker/agreement';
import { Agency } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { IndexedKind, Likeness } from '../../subject-index/index.js';
import { SubjectAccess } from './subject-access.entity.js';

/** A record that the search for a person found, and whether an officer says that it is theirs (ISA-17e). */
@Entity('subject_access_record')
export class FoundRecord {
  @PrimaryColumn('uuid')
  @ForeignKey(() => SubjectAccess)
  subjectAccessId: string;

  @PrimaryColumn('uuid')
  recordId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('text')
  recordKind: IndexedKind;

  /** The partner that disclosed the information; null where it is the agency's own. */
  @ForeignKey(() => Agency)
  @Column('uuid', { nullable: true })
  fromAgencyId: string | null;

  @Column('text')
  reference: string;

  @Column('date')
  occurredOn: LocalDate;

  @Column('text')
  likeness: Likeness;

  /** Null until an officer has looked. */
  @Column('boolean', { nullable: true })
  isTheirs: boolean | null;
}
