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

  /** As `hashPassword` makes it; null until the person has chosen one, and after a reset of their sign-in. */
  @Column('text', { nullable: true })
  passwordHash: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
