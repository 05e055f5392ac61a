import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Wrong answers in a row, by whom or where they come from. */
@Entity('guess_counter')
export class GuessCounter {
  /** A keyed hash of the account, the known browser or the network: nobody can read from it whom it counts. */
  @PrimaryColumn('text')
  key: string;

  @Column('integer')
  failures: number;

  @Column('timestamptz')
  lastFailedAt: Date;
}
