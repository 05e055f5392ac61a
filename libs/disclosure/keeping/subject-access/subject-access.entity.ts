import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { ExtensionReason, PauseReason, SubjectAccessOutcome, SubjectAccessState } from '../domain/index.js';

/** A person's request for their own information (ISA-17e). Who the person is, and what was answered, lies in the vault. */
@Entity('subject_access')
@Unique(['partnershipId', 'reference'])
@Check('subject_access_state_check', "state IN ('open','paused','answered','withdrawn')")
@Check(
  'subject_access_paused_check',
  "(state = 'paused') = (paused_on IS NOT NULL) AND (paused_on IS NULL) = (paused_for IS NULL)",
)
@Check(
  'subject_access_closed_check',
  "(state IN ('open','paused')) = (closed_at IS NULL) AND (state = 'answered') = (outcome IS NOT NULL)",
)
export class SubjectAccess {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** `S-2026-0001`. */
  @Column('text')
  reference: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('text')
  state: SubjectAccessState;

  @Column('date')
  receivedOn: LocalDate;

  /** The last day to answer; while the clock stands still, the one it would have been. */
  @Column('date')
  dueOn: LocalDate;

  @Column('text', { nullable: true })
  extendedFor: ExtensionReason | null;

  @Column('text', { nullable: true })
  pausedFor: PauseReason | null;

  @Column('date', { nullable: true })
  pausedOn: LocalDate | null;

  /** Days for which the clock has stood still before. */
  @Column('integer', { default: 0 })
  pausedDays: number;

  /** When the agency's records were last searched for the person. */
  @Column('timestamptz', { nullable: true })
  searchedAt: Date | null;

  @Column('uuid')
  vaultId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  loggedBy: string;

  @Column('timestamptz')
  loggedAt: Date;

  @Column('text', { nullable: true })
  outcome: SubjectAccessOutcome | null;

  /** Codes of the exemptions that the answer relies on. */
  @Column('text', { array: true, default: [] })
  exemptions: string[];

  @Column('date', { nullable: true })
  answeredOn: LocalDate | null;

  @Column('uuid', { nullable: true })
  answerVaultId: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}
