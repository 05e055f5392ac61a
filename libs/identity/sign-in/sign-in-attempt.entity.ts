import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Officer } from '../officer.entity.js';

/** What an attempt waits for. */
export type AttemptPurpose = 'second-factor' | 'passkey' | 'passkey-registration' | 'provider';

/** A sign-in, or the adding of a passkey, that has begun and not ended. The cookie's token is never stored, only its SHA-256. */
@Entity('sign_in_attempt')
export class SignInAttempt {
  @PrimaryColumn('text')
  tokenSha256: string;

  @Column('text')
  purpose: AttemptPurpose;

  /** Who it is, as far as that is known already. */
  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  officerId: string | null;

  /** What the answer is held against: a challenge; for another organisation's sign-in its state, nonce and PKCE verifier. */
  @Column('jsonb')
  expected: Record<string, string>;

  @Column('timestamptz')
  expiresAt: Date;
}
