import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Submission } from './submission.entity.js';

/**
 * The rows of a submission that share one period, area and category: nothing tells them apart any more, so they are kept as one
 * cell with their number. A suppressed cell has no number: it is neither 0 nor missing.
 */
@Entity('depersonalised_cell')
@Check('depersonalised_cell_row_count_check', 'row_count >= 5')
export class DepersonalisedCell {
  @ForeignKey(() => Submission)
  @PrimaryColumn('uuid')
  submissionId: string;

  /** Place in the order of period, area and category, from 1. */
  @PrimaryColumn('integer')
  position: number;

  @Column('text')
  period: string;

  /** Code of a small census area, or the name of a coarser area. */
  @Column('text')
  area: string;

  @Column('text')
  areaName: string;

  @Column('text')
  category: string;

  @Column('integer', { nullable: true })
  rowCount: number | null;
}
