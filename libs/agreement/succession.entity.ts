import { Agency, Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Partnership } from './partnership.entity.js';

/** An agency's duties in a partnership passing to another, or ending (docs/decisions/2026-11-20-succession.md). */
@Entity('succession')
@Unique(['partnershipId', 'predecessorId'])
@Check('succession_not_of_itself_check', 'successor_id IS DISTINCT FROM predecessor_id')
export class Succession {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  predecessorId: string;

  /** Null: nobody has taken over. */
  @ForeignKey(() => Agency)
  @Column('uuid', { nullable: true })
  successorId: string | null;

  /** First day on which the duties are the successor's. */
  @Column('date')
  passedOn: string;

  @Column('text')
  note: string;

  /** Where it can be looked up: an act, an order, a letter. */
  @Column('text')
  source: string;

  /** Null when it came with the installation. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  recordedBy: string | null;

  @Column('timestamptz')
  recordedAt: Date;
}
