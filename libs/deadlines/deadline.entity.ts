import type { Clause, LocalDate } from '@broker/kernel';
import type { ClockName } from '@broker/working-calendar';
import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { DeadlineState } from './domain/index.js';

/**
 * One thing to be done by a date (ISA-32 and others). Of one kind about one subject at most one is open. When the calendar changes,
 * a new version takes its place and the old one stays, with the date it had.
 */
@Entity('deadline')
@Unique(['kind', 'subjectKind', 'subjectId', 'version'])
@Index('deadline_one_open_idx', ['kind', 'subjectKind', 'subjectId'], { unique: true, where: "state = 'armed'" })
@Index(['partnershipId', 'dueOn'])
@Check('deadline_state_check', "state IN ('armed','met','late','cancelled','superseded')")
export class DeadlineRow {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** A matter of a room above this one, known here by its id alone; null: of the whole installation. */
  @Column('uuid', { nullable: true })
  partnershipId: string | null;

  /** Whose turn it is; null: everybody's. */
  @Column('uuid', { nullable: true })
  agencyId: string | null;

  @Column('text')
  kind: string;

  @Column('text')
  subjectKind: string;

  @Column('text')
  subjectId: string;

  @Column('text')
  clause: Clause;

  @Column('date')
  startOn: LocalDate;

  @Column('date')
  dueOn: LocalDate;

  /** The first instant that is too late: the end of the due day in London, or of the term where it is counted in hours. */
  @Column('timestamptz')
  dueAt: Date;

  /** The clock the date was counted by; null where the date is fixed. */
  @Column('text', { nullable: true })
  clock: ClockName | null;

  @Column('jsonb', { nullable: true })
  terms: object | null;

  /** The edition of the calendar it was counted with; null where the date is fixed. */
  @Column('text', { nullable: true })
  calendarVersion: string | null;

  /** From 1, one more with each recounting. */
  @Column('integer')
  version: number;

  @Column('text')
  state: DeadlineState;

  @Column('timestamptz')
  armedAt: Date;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}
