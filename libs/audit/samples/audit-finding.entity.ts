import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { ExceptionId, FindingState, Severity } from '../domain/index.js';
import { AuditSample } from './audit-sample.entity.js';

/** Something that an auditor found wrong, followed until it is put right (ISA-22, ISA-30). The words stay here. */
@Entity('audit_finding')
@Unique(['partnershipId', 'number'])
@Index(['partnershipId', 'state'])
@Check('audit_finding_state_check', "state IN ('open','answered','closed')")
@Check('audit_finding_severity_check', "severity IN ('low','medium','high')")
@Check('audit_finding_closed_check', "(state = 'closed') = (closed_at IS NOT NULL)")
export class AuditFinding {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('integer')
  number: number;

  /** The record it is about. */
  @Column('uuid')
  recordId: string;

  /** Whose record it is, and who therefore answers. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** The sample it came from; null for one that was met otherwise. */
  @ForeignKey(() => AuditSample)
  @Column('uuid', { nullable: true })
  sampleId: string | null;

  /** The rule that led to it. */
  @Column('text', { nullable: true })
  rule: ExceptionId | null;

  @Column('text')
  severity: Severity;

  @Column('text')
  words: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  foundBy: string;

  @Column('timestamptz')
  foundAt: Date;

  @Column('date')
  followUpOn: string;

  @Column('text')
  state: FindingState;

  @Column('text', { nullable: true })
  answer: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  answeredBy: string | null;

  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;

  /** Why the auditor closed it, or asked again. */
  @Column('text', { nullable: true })
  auditorWords: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}
