import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Agency } from '../agency.entity.js';
import type { ToolkitStatus } from '../domain/index.js';
import { Officer } from '../officer.entity.js';

/** What a health body published in the Data Security and Protection Toolkit (ISA-21, ISA-22). The newest row counts. */
@Entity('toolkit_assessment')
@Index('toolkit_assessment_partnership_id_agency_id_idx', ['partnershipId', 'agencyId', 'recordedAt'])
@Check('toolkit_assessment_status_check', "status IN ('standards-met','approaching-standards','standards-not-met')")
export class ToolkitAssessment {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** The calendar year in which the toolkit's year ends (it runs from July to June). */
  @Column('integer')
  endsIn: number;

  @Column('text')
  status: ToolkitStatus;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  recordedBy: string | null;

  @Column('timestamptz')
  recordedAt: Date;
}
