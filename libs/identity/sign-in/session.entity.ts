import { Column, Entity, ForeignKey, Generated, PrimaryColumn, Unique } from 'typeorm';
import { Appointment } from '../appointment.entity.js';

/** A signed-in browser. The cookie's token itself is never stored, only its SHA-256. */
@Entity('session')
@Unique(['id'])
export class Session {
  @PrimaryColumn('text')
  tokenSha256: string;

  /** What lists and ledger entries call it. */
  @Column('uuid')
  @Generated('uuid')
  id: string;

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

  /** When the person last showed who they are: at sign-in, and when they confirmed it later. */
  @Column('timestamptz', { nullable: true })
  steppedUpAt: Date | null;

  /** When the person chose which of their appointments to act in; null until then, and for somebody who holds only one. */
  @Column('timestamptz', { nullable: true })
  chosenAt: Date | null;

  /** The browser in words, for example `Chrome on Windows`; never its whole name. */
  @Column('text', { default: '' })
  browser: string;
}
