import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { BreachRow } from './breach.entity.js';
import type { BreachEvent } from './domain/index.js';

/** One line of a breach's history. Never changed and never removed: the database refuses it. */
@Entity('breach_event')
export class BreachEventRow {
  @ForeignKey(() => BreachRow)
  @PrimaryColumn('uuid')
  breachId: string;

  /** From 1. */
  @PrimaryColumn('integer')
  sequence: number;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @Column('text')
  step: BreachEvent['step'];

  @Column('jsonb')
  event: BreachEvent;

  @Column('timestamptz')
  at: Date;
}
