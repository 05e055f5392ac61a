import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an operator last vouched for the database's clock after it had been wrong. */
export class ClockTrust1763596800013 implements MigrationInterface {
  name = 'ClockTrust1763596800013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clock_watch ADD COLUMN trusted_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clock_watch DROP COLUMN trusted_at');
  }
}
