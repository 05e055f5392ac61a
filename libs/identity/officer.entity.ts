import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A person who signs in. */
@Entity('officer')
@Unique(['email'])
export class Officer {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text')
  passwordHash: string;

  /** Wrong passwords since the last right one; guessing is slowed by them. */
  @Column('integer', { default: 0 })
  failedSignIns: number;

  @Column('timestamptz', { nullable: true })
  lastFailedAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
