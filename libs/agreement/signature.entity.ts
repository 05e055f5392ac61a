import { Agency } from '@broker/identity';
import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { AgreementVersion } from './agreement-version.entity.js';

/** One agency's signature under one exact text: post held, name, date (ISA-10). */
@Entity('signature')
@Unique(['agreementVersionId', 'agencyId'])
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
}
