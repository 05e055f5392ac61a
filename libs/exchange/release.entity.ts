import { AgreementVersion, Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Submission } from './submission.entity.js';

/** A depersonalised dataset that an agency has handed to the other signatories (ISA-11). */
@Entity('release')
@Unique(['submissionId'])
@Index(['partnershipId', 'releasedAt'])
export class Release {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Submission)
  @Column('uuid')
  submissionId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('text')
  datasetId: string;

  /** Id of a purpose of the agreement version (ISA-5, ISA-28); it travels with the data (ISA-18). */
  @Column('text')
  purpose: string;

  @ForeignKey(() => AgreementVersion)
  @Column('uuid')
  agreementVersionId: string;

  @Column('text')
  periodFrom: string;

  @Column('text')
  periodTo: string;

  @Column('integer')
  rowTotal: number;

  @ForeignKey(() => Officer)
  @Column('uuid')
  releasedBy: string;

  @Column('timestamptz')
  releasedAt: Date;
}
