import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people sign in: sessions that know when somebody last showed who they are. */
export class SignIn1763596800009 implements MigrationInterface {
  name = 'SignIn1763596800009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE session
     ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
     ADD COLUMN stepped_up_at timestamptz,
     ADD COLUMN browser text NOT NULL DEFAULT '',
     ADD CONSTRAINT session_id_key UNIQUE (id)`,
];

const DOWN = [`ALTER TABLE session DROP COLUMN id, DROP COLUMN stepped_up_at, DROP COLUMN browser`];
