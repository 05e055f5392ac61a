import { Agency, Officer } from '@broker/identity';
import { Partnership } from '@broker/agreement';
import type { DepersonalisationReport } from '@broker/depersonalisation';
import type { Refusal } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { SubmissionState } from './domain/submission-workflow.js';

/** One file that an agency gave in for one dataset. The file itself is never a row: it waits in the spool and is destroyed. */
@Entity('submission')
@Index('submission_same_file_idx', ['partnershipId', 'agencyId', 'datasetId', 'fileSha256'], {
  unique: true,
  where: "state NOT IN ('refused','withdrawn')",
})
@Index(['partnershipId', 'agencyId', 'uploadedAt'])
@Check('submission_state_check', "state IN ('received','checking','checked','refused','released','withdrawn')")
@Check('submission_spool_check', "(spool_key IS NOT NULL) = (state IN ('received','checking'))")
export class Submission {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('text')
  datasetId: string;

  @Column('text')
  state: SubmissionState;

  /** As the uploader's computer named it, unless the name itself told of a person. */
  @Column('text')
  fileName: string;

  @Column('text')
  fileSha256: string;

  @Column('bigint')
  fileBytes: string;

  /** Opens the spooled file; gone once the file has been checked. */
  @Column('bytea', { nullable: true, select: false })
  spoolKey: Buffer | null;

  @ForeignKey(() => Officer)
  @Column('uuid')
  uploadedBy: string;

  @Column('timestamptz')
  uploadedAt: Date;

  /** How far the check has come. */
  @Column('bigint', { default: 0 })
  bytesRead: string;

  @Column('integer', { default: 0 })
  rowsRead: number;

  /** How many workers have begun on it; above one when a worker died. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** Until then the file belongs to the worker that reads it. */
  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  checkedAt: Date | null;

  @Column('jsonb', { nullable: true })
  report: DepersonalisationReport | null;

  @Column('jsonb', { nullable: true })
  refusal: Refusal | null;

  /** First and last month that its rows tell of, `YYYY-MM`. */
  @Column('text', { nullable: true })
  periodFrom: string | null;

  @Column('text', { nullable: true })
  periodTo: string | null;

  /** Every period that the file covers at the chosen precision, `2019-01` or `2019Q1`. */
  @Column('text', { array: true, nullable: true })
  periods: string[] | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  /** Why a submission was withdrawn. */
  @Column('text', { nullable: true })
  decisionReason: string | null;
}
