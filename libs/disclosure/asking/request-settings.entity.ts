import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { FourEyes } from './domain/index.js';

/** How long answers to requests take in a partnership, in working days; absent while nobody has changed the usual ones (ISA-30). */
@Entity('request_standard')
@Check(
  'request_standard_days_check',
  'routine_days BETWEEN 1 AND 60 AND urgent_days BETWEEN 1 AND 60 AND reply_days BETWEEN 1 AND 60',
)
export class RequestStandard {
  @ForeignKey(() => Partnership)
  @PrimaryColumn('uuid')
  partnershipId: string;

  @Column('integer')
  routineDays: number;

  @Column('integer')
  urgentDays: number;

  @Column('integer')
  replyDays: number;

  @Column('timestamptz')
  changedAt: Date;

  @ForeignKey(() => Officer)
  @Column('uuid')
  changedBy: string;
}

/** When a second officer of an agency must agree before information goes out; absent while the agency has not chosen (ISA-30). */
@Entity('four_eyes_rule')
@Check('four_eyes_rule_rule_check', "rule IN ('always','conviction-and-victims','never')")
export class FourEyesRule {
  @ForeignKey(() => Partnership)
  @PrimaryColumn('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @PrimaryColumn('uuid')
  agencyId: string;

  @Column('text')
  rule: FourEyes;

  @Column('timestamptz')
  changedAt: Date;

  @ForeignKey(() => Officer)
  @Column('uuid')
  changedBy: string;
}
