import type { DataSource } from 'typeorm';
import { asOwner } from './as-owner.js';
import { SettableClock } from './clock.js';

/**
 * Makes a test's database one for drills: its time can be moved. Production has no such table, and its `broker_now()` is
 * `clock_timestamp()` and nothing else.
 */
export async function makeDrillDatabase(dataSource: DataSource): Promise<void> {
  await asOwner(
    dataSource,
    `CREATE TABLE drill_clock (id integer PRIMARY KEY CHECK (id = 1), ahead interval NOT NULL)`,
    `INSERT INTO drill_clock (id, ahead) VALUES (1, interval '0')`,
    `CREATE OR REPLACE FUNCTION broker_now() RETURNS timestamptz LANGUAGE sql STABLE
       AS 'SELECT clock_timestamp() + (SELECT ahead FROM drill_clock)'`,
  );
}

/** The time of a drill: the application's clock and the database's, moved together. */
export class DrillClock extends SettableClock {
  private dataSource: DataSource | null = null;

  /** From now on the database follows; it must have been started with this clock as the application's. */
  async lead(dataSource: DataSource): Promise<void> {
    await makeDrillDatabase(dataSource);
    this.dataSource = dataSource;
    await this.moveTo(this.now());
  }

  /** Moves both clocks to an instant. The database's goes on from there, the application's stands still. */
  async moveTo(instant: Date | string): Promise<void> {
    this.set(instant);
    await this.dataSource?.query(`UPDATE drill_clock SET ahead = $1::timestamptz - clock_timestamp()`, [this.now()]);
  }
}
