import { Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { AgreementVersion } from './agreement-version.entity.js';
import { Partnership } from './partnership.entity.js';

/** What a review of the agreement came to: it stays as it is, or a new version is drafted. */
export type ReviewOutcome = 'keep' | 'revise';

/** A review of the agreement that was held (ISA-22). */
@Entity('agreement_review')
@Index(['partnershipId', 'recordedAt'])
@Check('agreement_review_outcome_check', "outcome IN ('keep','revise')")
export class AgreementReview {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => AgreementVersion)
  @Column('uuid')
  agreementVersionId: string;

  @Column('date')
  heldOn: string;

  @Column('text')
  outcome: ReviewOutcome;

  @Column('text')
  note: string;

  @Column('date')
  nextReviewOn: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  recordedBy: string;

  @Column('timestamptz')
  recordedAt: Date;
}
