import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Officer } from '../officer.entity.js';

/** A code for the day the telephone is lost. Each is good once; only its SHA-256 is stored. */
@Entity('recovery_code')
@Index(['officerId'])
export class RecoveryCode {
  @PrimaryColumn('text')
  codeSha256: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @Column('timestamptz')
  madeAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
