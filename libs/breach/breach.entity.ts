import { Partnership } from '@broker/agreement';
import { Agency } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Breach, BreachState } from './domain/index.js';

/** One breach of the agreement as it stands now (ISA-32). How it came there is told by its history. */
@Entity('breach')
@Unique(['partnershipId', 'number'])
@Index(['partnershipId', 'state'])
@Check(
  'breach_state_check',
  "state IN ('noticed','reported','answered','called','held','minuted','acting','settled','closed','withdrawn','merged')",
)
export class BreachRow {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** By which people call it: the third breach of the partnership is 3. */
  @Column('integer')
  number: number;

  @ForeignKey(() => Agency)
  @Column('uuid')
  allegingAgencyId: string;

  @Column('uuid', { array: true })
  accusedAgencyIds: string[];

  @Column('text')
  state: BreachState;

  @Column('date')
  awareOn: LocalDate;

  /** Whether the other partners have been told: until then it is the alleging partner's own. */
  @Column('boolean')
  isReported: boolean;

  /** Everything that is known of it, as the rules of the room read it. */
  @Column('jsonb')
  current: Breach;

  @Column('timestamptz')
  noticedAt: Date;

  @Column('timestamptz')
  changedAt: Date;
}
