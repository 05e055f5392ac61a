import { Agency, Officer, type Act } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Emergency, Finding } from '../domain/index.js';
import { Partnership } from '../partnership.entity.js';

/** One opening of another agency's records in an emergency (ISA-26). What was said stays here, and never goes into the log. */
@Entity('break_glass')
@Index(['partnershipId', 'openedAt'])
@Check('break_glass_owner_check', 'agency_id <> owner_agency_id')
@Check('break_glass_minutes_check', "ends_at > opened_at AND ends_at <= opened_at + interval '60 minutes'")
@Check(
  'break_glass_review_check',
  '(reviewed_at IS NULL) = (finding IS NULL) AND reviewed_by IS DISTINCT FROM officer_id',
)
export class BreakGlass {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** Who opened, and for which agency. */
  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** Whose records they are. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  ownerAgencyId: string;

  /** The act that was opened, of the table of permissions. */
  @Column('text')
  act: Act;

  @Column('text')
  emergency: Emergency;

  @Column('text')
  reason: string;

  @Column('timestamptz')
  openedAt: Date;

  @Column('timestamptz')
  endsAt: Date;

  /** When it was ended early; null when it ran out by itself. */
  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('date')
  reviewDueOn: string;

  @Column('timestamptz', { nullable: true })
  reviewedAt: Date | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  reviewedBy: string | null;

  @Column('text', { nullable: true })
  finding: Finding | null;

  @Column('text', { nullable: true })
  reviewWords: string | null;
}
