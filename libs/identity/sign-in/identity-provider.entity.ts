import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Agency } from '../agency.entity.js';
import { Officer } from '../officer.entity.js';

/** An agency's own sign-in (OpenID Connect), by which its officers may come in. */
@Entity('identity_provider')
@Unique(['agencyId'])
export class IdentityProvider {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** Its address, exactly as it names itself in what it signs. */
  @Column('text')
  issuer: string;

  @Column('text')
  clientId: string;

  /** Sealed. */
  @Column('bytea')
  clientSecret: Buffer;

  @ForeignKey(() => Officer)
  @Column('uuid')
  setBy: string;

  @Column('timestamptz')
  setAt: Date;
}
