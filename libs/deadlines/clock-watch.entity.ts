import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: the latest instant that the database's clock has shown to any worker. A clock far behind it has been put back. */
@Entity('clock_watch')
@Check('clock_watch_id_check', 'id = 1')
export class ClockWatchRow {
  @PrimaryColumn('integer')
  id: number;

  @Column('timestamptz')
  seenAt: Date;

  /** When an operator last said that the clock is right (`broker clock trust`). */
  @Column('timestamptz', { nullable: true })
  trustedAt: Date | null;
}
