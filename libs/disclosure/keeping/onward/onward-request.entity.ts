import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { OnwardState } from '../domain/index.js';

/** The wish to pass disclosed information on, put to the agency that owns it (ISA-26, 30). To whom and why lies in the vault. */
@Entity('onward_request')
@Unique(['partnershipId', 'reference'])
@Index(['disclosureId'])
@Check('onward_request_state_check', "state IN ('asked','agreed','refused','passed')")
@Check('onward_request_decided_check', "(state = 'asked') = (decided_at IS NULL)")
export class OnwardRequest {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** `O-2026-0001`. */
  @Column('text')
  reference: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('uuid')
  disclosureId: string;

  /** Who holds the information and wants to pass it on. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** Who disclosed it and decides. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  ownerAgencyId: string;

  @Column('uuid', { array: true })
  agencyIds: string[];

  /** The partner that is to have it; null for somebody outside the partners. */
  @ForeignKey(() => Agency)
  @Column('uuid', { nullable: true })
  recipientAgencyId: string | null;

  /** The purpose of the disclosure, which the passing on shares (ISA-18). */
  @Column('text')
  purpose: string;

  @Column('text')
  state: OnwardState;

  @ForeignKey(() => Officer)
  @Column('uuid')
  askedBy: string;

  @Column('timestamptz')
  askedAt: Date;

  /** Unless the owner agrees by then, it is refused. */
  @Column('date')
  dueOn: LocalDate;

  @Column('uuid')
  vaultId: string;

  /** Null where nobody decided: refused by default. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  @Column('uuid', { nullable: true })
  decisionVaultId: string | null;

  @Column('date', { nullable: true })
  passedOn: LocalDate | null;

  @Column('uuid', { nullable: true })
  passingVaultId: string | null;
}
