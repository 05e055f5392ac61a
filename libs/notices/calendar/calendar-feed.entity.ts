import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The secret address at which a calendar program reads an officer's deadlines. The address itself is never stored, only its SHA-256. */
@Entity('calendar_feed')
@Unique(['tokenSha256'])
export class CalendarFeed {
  @PrimaryColumn('uuid')
  officerId: string;

  @PrimaryColumn('uuid')
  partnershipId: string;

  @Column('text')
  tokenSha256: string;

  @Column('timestamptz')
  madeAt: Date;
}
