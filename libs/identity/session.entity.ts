import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Appointment } from './appointment.entity.js';

/** A signed-in browser. The cookie's token itself is never stored, only its SHA-256. */
@Entity('session')
export class Session {
  @PrimaryColumn('text')
  tokenSha256: string;

  @ForeignKey(() => Appointment)
  @Column('uuid')
  appointmentId: string;

  @Column('timestamptz')
  startedAt: Date;

  @Column('timestamptz')
  lastSeenAt: Date;

  /** The session ends then, however busy it is. */
  @Column('timestamptz')
  endsAt: Date;
}
