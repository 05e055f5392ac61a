import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Appointment } from './appointment.entity.js';
import type { ProgramEnd } from './domain/index.js';

/**
 * A program that acts for an officer: the family of refresh tokens that follow one another, and what all of them may do. Its tokens
 * are never stored.
 */
@Entity('machine_token')
@Check('machine_token_revoked_because_check', "revoked_because IN ('ended','reused')")
export class MachineToken {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Appointment)
  @Column('uuid')
  appointmentId: string;

  /** What its agency calls it. */
  @Column('text')
  name: string;

  /** Names of acts and of groups of acts (`exchange:read`). */
  @Column('text', { array: true })
  scopes: string[];

  @Column('timestamptz')
  issuedAt: Date;

  /** When it last renewed its access. */
  @Column('timestamptz')
  lastUsedAt: Date;

  /** It is let in until then, however busy it is. */
  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

  @Column('text', { nullable: true })
  revokedBecause: ProgramEnd | null;
}
