import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { InformationRequest } from './information-request.entity.js';

/** A decision that the holding agency has begun; gone once a request is decided or withdrawn. What was weighed lies in the vault. */
@Entity('decision_draft')
export class DecisionDraft {
  @ForeignKey(() => InformationRequest)
  @PrimaryColumn('uuid')
  requestId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** The agency that decides. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('uuid')
  vaultId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  savedBy: string;

  @Column('timestamptz')
  savedAt: Date;
}
