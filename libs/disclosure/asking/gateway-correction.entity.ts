import { Partnership } from '@broker/agreement';
import { Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { ItemKind } from './domain/index.js';

/** One gateway of a partnership's register as it was corrected. The newest stands, the older ones stay as history. */
@Entity('gateway_rule')
@Unique(['partnershipId', 'gateway', 'number'])
export class GatewayCorrection {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('text')
  gateway: string;

  /** From 1, for each gateway of a partnership. */
  @Column('integer')
  number: number;

  @Column('date')
  fromOn: LocalDate;

  @Column('date', { nullable: true })
  untilOn: LocalDate | null;

  @Column('boolean')
  opensPersonal: boolean;

  @Column('text', { array: true })
  receivers: string[];

  @Column('text', { array: true })
  barredHolders: string[];

  @Column('text', { array: true })
  barredItems: ItemKind[];

  @Column('uuid', { array: true })
  includedAgencyIds: string[];

  @Column('uuid', { array: true })
  excludedAgencyIds: string[];

  @Column('text')
  source: string;

  @Column('boolean')
  isConfirmed: boolean;

  /** Why it was corrected. */
  @Column('text')
  reason: string;

  @Column('timestamptz')
  recordedAt: Date;

  @ForeignKey(() => Officer)
  @Column('uuid')
  recordedBy: string;
}
