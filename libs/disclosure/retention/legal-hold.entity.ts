import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Retention } from './retention.entity.js';

/** A thing that must not be disposed of while proceedings or an inquiry need it (ISA-23). Why, lies in the vault. */
@Entity('legal_hold')
@Index('legal_hold_open_idx', ['retentionId', 'agencyId'], { unique: true, where: 'lifted_at IS NULL' })
@Check(
  'legal_hold_lifted_check',
  '(lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_vault_id IS NULL)',
)
export class LegalHold {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Retention)
  @Column('uuid')
  retentionId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** Whose officer placed it, and whose lifts it. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  placedBy: string;

  @Column('timestamptz')
  placedAt: Date;

  /** The reason. */
  @Column('uuid')
  vaultId: string;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  liftedBy: string | null;

  @Column('timestamptz', { nullable: true })
  liftedAt: Date | null;

  @Column('uuid', { nullable: true })
  liftVaultId: string | null;
}
