import { Agency, Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { AgreementVersion } from './agreement-version.entity.js';

/** One agency's signature under one exact text: post held, name, date (ISA-10). Never removed: a withdrawal ends it. */
@Entity('signature')
@Index('signature_one_that_counts_idx', ['agreementVersionId', 'agencyId'], {
  unique: true,
  where: 'ended_at IS NULL',
})
export class Signature {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => AgreementVersion)
  @Column('uuid')
  agreementVersionId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('text')
  postHeld: string;

  @Column('text')
  signedName: string;

  /** SHA-256 (hex) of the text that was signed. */
  @Column('text')
  textSha256: string;

  @Column('timestamptz')
  signedAt: Date;

  /** The officer who signed; null for a signature that was given on paper and entered. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  signedBy: string | null;

  /** When the agency withdrew; null while the signature counts. */
  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}
