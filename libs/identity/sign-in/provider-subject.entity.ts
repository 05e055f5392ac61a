import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Officer } from '../officer.entity.js';

/** An officer as an agency's own sign-in knows them: bound at first use, and by that alone from then on. */
@Entity('provider_subject')
@Unique(['issuer', 'officerId'])
export class ProviderSubject {
  @PrimaryColumn('text')
  issuer: string;

  @PrimaryColumn('text')
  subject: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @Column('timestamptz')
  linkedAt: Date;
}
