import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { RevealPurpose, RevealState } from '../domain/index.js';

/** One auditor's wish to see the person behind a masked record, and a second person's answer (ISA-26). The words never go into the log. */
@Entity('reveal')
@Index(['partnershipId', 'askedAt'])
@Index('reveal_one_under_way_idx', ['recordId', 'askedBy'], { unique: true, where: "state = 'asked'" })
@Check('reveal_state_check', "state IN ('asked','agreed','refused','withdrawn','ended')")
@Check('reveal_second_person_check', 'answered_by IS DISTINCT FROM asked_by OR answered_by IS NULL')
@Check('reveal_answer_check', '(answered_by IS NULL) = (answered_at IS NULL)')
@Check(
  'reveal_minutes_check',
  "(opens_until IS NULL) = (state NOT IN ('agreed','ended')) AND opens_until <= answered_at + interval '30 minutes'",
)
export class Reveal {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** The disclosure record whose subject is to be seen. */
  @Column('uuid')
  recordId: string;

  /** Whose record it is. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  ownerAgencyId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  askedBy: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  askingAgencyId: string;

  @Column('text')
  purpose: RevealPurpose;

  @Column('text')
  reason: string;

  @Column('timestamptz')
  askedAt: Date;

  /** The last instant at which it can be answered. */
  @Column('timestamptz')
  lapsesAt: Date;

  @Column('text')
  state: RevealState;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  answeredBy: string | null;

  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;

  @Column('text', { nullable: true })
  answerWords: string | null;

  /** Until when it is open; null before it is agreed to. */
  @Column('timestamptz', { nullable: true })
  opensUntil: Date | null;

  /** When the one who asked ended it early. */
  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}
