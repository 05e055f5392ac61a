import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { AgreementClause, Purpose } from './domain/agreement-text.js';
import { Partnership } from './partnership.entity.js';

/** One version of a partnership's agreement: an exact text that agencies sign (ISA-2, ISA-10). Never edited. */
@Entity('agreement_version')
@Unique(['partnershipId', 'version'])
export class AgreementVersion {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('integer')
  version: number;

  @Column('jsonb')
  clauses: AgreementClause[];

  /** The closed list of purposes; every release and collection names one (ISA-5, ISA-28). */
  @Column('jsonb')
  purposes: Purpose[];

  /** SHA-256 (hex) of the text as `agreementText` writes it. */
  @Column('text')
  textSha256: string;

  @Column('timestamptz')
  publishedAt: Date;
}
