import { Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AuditSample } from './audit-sample.entity.js';

/** One record of a sample, and what the auditor found. */
@Entity('audit_sample_item')
@Check('audit_sample_item_result_check', "result IN ('in-order','finding')")
@Check('audit_sample_item_reviewed_check', '(result IS NULL) = (reviewed_at IS NULL)')
export class AuditSampleItem {
  @ForeignKey(() => AuditSample)
  @PrimaryColumn('uuid')
  sampleId: string;

  /** Its place in the draw, from 1. */
  @PrimaryColumn('integer')
  position: number;

  @Column('uuid')
  recordId: string;

  /** Id of the agency or gateway whose share it is; empty where the sample has no strata. */
  @Column('text')
  stratum: string;

  @Column('text', { nullable: true })
  result: 'in-order' | 'finding' | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  reviewedBy: string | null;

  @Column('timestamptz', { nullable: true })
  reviewedAt: Date | null;
}
