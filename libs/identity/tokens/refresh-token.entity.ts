import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MachineToken } from '../machine-token.entity.js';

/** One refresh token of a program, used or not. Kept as long as the program, so that a second use of an old one is seen. */
@Entity('refresh_token')
@Index(['machineTokenId'])
export class RefreshToken {
  /** SHA-256 (hex) of the token, which itself is never stored. */
  @PrimaryColumn('text')
  tokenSha256: string;

  @ForeignKey(() => MachineToken)
  @Column('uuid')
  machineTokenId: string;

  @Column('timestamptz')
  issuedAt: Date;

  /** Null while it can still be used. */
  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
