import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { PartnerView } from '../domain/index.js';
import { SubjectAccess } from './subject-access.entity.js';

/** A partner that disclosed information about a person is asked before the person is answered (ISA-17e). Both agencies see it. */
@Entity('subject_access_consultation')
@Unique('subject_access_consultation_once', ['subjectAccessId', 'partnerAgencyId'])
@Check('subject_access_consultation_view_check', "view IN ('no-objection','in-part','withhold')")
@Check('subject_access_consultation_answered_check', '(view IS NULL) = (answered_at IS NULL)')
export class Consultation {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => SubjectAccess)
  @Column('uuid')
  subjectAccessId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** Who asks. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** Who disclosed, and is asked. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  partnerAgencyId: string;

  @Column('uuid', { array: true })
  agencyIds: string[];

  @ForeignKey(() => Officer)
  @Column('uuid')
  askedBy: string;

  @Column('timestamptz')
  askedAt: Date;

  @Column('date')
  dueOn: LocalDate;

  /** Whom and which records the question is about. */
  @Column('uuid')
  vaultId: string;

  @Column('text', { nullable: true })
  view: PartnerView | null;

  @Column('text', { array: true, default: [] })
  exemptions: string[];

  /** The partner's reasons. */
  @Column('uuid', { nullable: true })
  viewVaultId: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  answeredBy: string | null;

  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;
}
