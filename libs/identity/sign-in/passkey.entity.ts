import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Officer } from '../officer.entity.js';

/** A passkey of an officer (WebAuthn). */
@Entity('passkey')
@Unique(['credentialId'])
@Index(['officerId'])
export class Passkey {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  /** What the browser calls it, base64url. */
  @Column('text')
  credentialId: string;

  /** The public key (COSE). */
  @Column('bytea')
  publicKey: Buffer;

  /** Signatures made, where the device counts them: it may only rise. */
  @Column('bigint')
  counter: string;

  @Column('text', { array: true })
  transports: string[];

  /** What the officer calls it. */
  @Column('text')
  name: string;

  @Column('timestamptz')
  addedAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
