import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Officer } from '../officer.entity.js';

/** A link by which an officer chooses a password: at first, or after a reset. The link itself is never stored, only its SHA-256. */
@Entity('invitation')
@Unique(['tokenSha256'])
@Index(['officerId'])
export class Invitation {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @Column('text')
  tokenSha256: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  madeBy: string;

  @Column('timestamptz')
  madeAt: Date;

  /** The link does nothing before: after a reset the officer has time to object. */
  @Column('timestamptz')
  opensAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}
