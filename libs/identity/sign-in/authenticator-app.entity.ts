import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Officer } from '../officer.entity.js';

/** An officer's authenticator app (TOTP, RFC 6238). */
@Entity('authenticator_app')
export class AuthenticatorApp {
  @ForeignKey(() => Officer)
  @PrimaryColumn('uuid')
  officerId: string;

  /** The shared key, sealed. */
  @Column('bytea')
  secret: Buffer;

  @Column('timestamptz')
  addedAt: Date;

  /** When its first code was right; until then the app is not asked for. */
  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;

  /** The time step of the last code that was taken: neither it nor an earlier one is taken again. */
  @Column('bigint', { nullable: true })
  lastStep: string | null;
}
