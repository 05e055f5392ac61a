import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A disclosure that is being prepared by the agency that holds the information; gone once it is made. */
@Entity('disclosure_draft')
export class DisclosureDraft {
  @PrimaryColumn('uuid')
  requestId: string;

  /** The id that the disclosure will have. */
  @Column('uuid')
  disclosureId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('uuid')
  vaultId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  changedBy: string;

  @Column('timestamptz')
  changedAt: Date;
}
