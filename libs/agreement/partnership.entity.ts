import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A community safety partnership (ISA-1). Partnerships of one installation never see each other. */
@Entity('partnership')
@Unique(['name'])
export class Partnership {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** Names of the local government districts that make up its area (SI 2007/1831 reg 1(2)). */
  @Column('text', { array: true })
  districts: string[];

  @Column('timestamptz')
  foundedAt: Date;
}
