import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RequestState, RequestStepName } from './domain/index.js';
import { InformationRequest } from './information-request.entity.js';

/** One line of a request's history. Never changed and never removed: the database refuses it. */
@Entity('request_event')
export class RequestEventRow {
  @ForeignKey(() => InformationRequest)
  @PrimaryColumn('uuid')
  requestId: string;

  /** From 1. */
  @PrimaryColumn('integer')
  sequence: number;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** Null for what another act brought about. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  officerId: string | null;

  @Column('text')
  step: RequestStepName | 'start';

  /** The state after it. */
  @Column('text')
  state: RequestState;

  /** The last day that bore on it; null where none did. */
  @Column('date', { nullable: true })
  dueOn: LocalDate | null;

  @Column('boolean')
  isLate: boolean;

  /** What was written with it: a question, a reply, reasons. */
  @Column('uuid', { nullable: true })
  vaultId: string | null;

  @Column('timestamptz')
  at: Date;
}
