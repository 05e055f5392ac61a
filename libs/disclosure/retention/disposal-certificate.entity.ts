import { Partnership } from '@broker/agreement';
import { Agency } from '@broker/identity';
import type { Clause, LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Retention, type RetainedKind } from './retention.entity.js';

/** That something was disposed of: what, when, why, who held it (ISA-23, 26). It holds nothing of what was destroyed. */
@Entity('disposal_certificate')
@Unique(['partnershipId', 'reference'])
@Unique(['retentionId'])
@Check('disposal_certificate_why_check', "why IN ('retention-ended')")
export class DisposalCertificate {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** `C-2026-0001`. */
  @Column('text')
  reference: string;

  @ForeignKey(() => Retention)
  @Column('uuid')
  retentionId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('uuid', { array: true })
  agencyIds: string[];

  @Column('text')
  recordKind: RetainedKind;

  @Column('uuid')
  recordId: string;

  @Column('text')
  why: 'retention-ended';

  @Column('text')
  clause: Clause;

  @Column('date')
  beganOn: LocalDate;

  @Column('date')
  retainUntilOn: LocalDate;

  @Column('timestamptz')
  disposedAt: Date;

  /** How many items of the vault were destroyed, and what bound their content (hex). */
  @Column('integer')
  items: number;

  @Column('text', { array: true })
  commitments: string[];
}
