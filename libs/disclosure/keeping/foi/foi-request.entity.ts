import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { FoiOutcome, FoiState, WeighedExemption } from '../domain/index.js';

/** A freedom of information request that an agency received (ISA-15). Who asked, what for, and the reasons lie in the vault. */
@Entity('foi_request')
@Unique(['partnershipId', 'reference'])
@Check('foi_request_state_check', "state IN ('open','answered','withdrawn')")
@Check(
  'foi_request_closed_check',
  "(state = 'open') = (closed_at IS NULL) AND (state = 'answered') = (outcome IS NOT NULL)",
)
export class FoiRequest {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** `F-2026-0001`. */
  @Column('text')
  reference: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('text')
  state: FoiState;

  @Column('date')
  receivedOn: LocalDate;

  @Column('date')
  dueOn: LocalDate;

  @Column('uuid')
  vaultId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  loggedBy: string;

  @Column('timestamptz')
  loggedAt: Date;

  @Column('text', { nullable: true })
  outcome: FoiOutcome | null;

  /** The exemptions that were considered, and whether each was relied on. */
  @Column('jsonb', { default: [] })
  exemptions: WeighedExemption[];

  @Column('date', { nullable: true })
  answeredOn: LocalDate | null;

  @Column('uuid', { nullable: true })
  answerVaultId: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}
