import type { LocalDate } from '@broker/kernel';
import type { Division } from '@broker/working-calendar';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A day off that was proclaimed after the calendar was delivered. Never changed or removed: deadlines were counted with it. */
@Entity('proclaimed_day')
export class ProclaimedDayRow {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('date')
  dayOn: LocalDate;

  @Column('text')
  title: string;

  @Column('text', { array: true })
  divisions: Division[];

  /** The proclamation it rests on. */
  @Column('text')
  source: string;

  /** The officer, a matter of a room above this one. */
  @Column('uuid')
  addedBy: string;

  @Column('timestamptz')
  addedAt: Date;
}
