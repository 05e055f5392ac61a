import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DeadlineRow } from './deadline.entity.js';

/** One moment at which something is to be said about a deadline: a reminder, the due moment, a day late. Rings once. */
@Entity('deadline_alarm')
@Unique(['deadlineId', 'name'])
@Index('deadline_alarm_waiting_idx', ['ringsAt', 'id'], { where: "state = 'armed'" })
@Check('deadline_alarm_state_check', "state IN ('armed','rung','cancelled')")
export class DeadlineAlarm {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => DeadlineRow)
  @Column('uuid')
  deadlineId: string;

  @Column('text')
  name: string;

  @Column('timestamptz')
  ringsAt: Date;

  @Column('text')
  state: 'armed' | 'rung' | 'cancelled';

  @Column('timestamptz', { nullable: true })
  rungAt: Date | null;
}
