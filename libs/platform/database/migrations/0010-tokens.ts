import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ofVisible, rowSecurity } from '../row-security.js';

/** Programs with names, scopes and refresh tokens in place of single tokens, and the keys that sign their access tokens (ISA-26). */
export class Tokens1763596800010 implements MigrationInterface {
  name = 'Tokens1763596800010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // The tokens of before lasted eight hours, and nothing verifies their signatures any more.
  `DELETE FROM machine_token`,
  `ALTER TABLE machine_token
     ADD COLUMN name text NOT NULL,
     ADD COLUMN scopes text[] NOT NULL,
     ADD COLUMN last_used_at timestamptz NOT NULL,
     ADD COLUMN revoked_because text,
     ADD CONSTRAINT machine_token_revoked_because_check CHECK (revoked_because IN ('ended','reused'))`,
  `CREATE TABLE refresh_token (
     token_sha256 text NOT NULL PRIMARY KEY,
     machine_token_id uuid NOT NULL REFERENCES machine_token,
     issued_at timestamptz NOT NULL,
     used_at timestamptz)`,
  `CREATE INDEX refresh_token_machine_token_id_idx ON refresh_token (machine_token_id)`,
  `CREATE TABLE signing_key (
     kid text NOT NULL PRIMARY KEY,
     public_jwk jsonb NOT NULL,
     sealed_private_key bytea NOT NULL,
     made_at timestamptz NOT NULL,
     not_before timestamptz NOT NULL,
     signs_until timestamptz NOT NULL,
     verifies_until timestamptz NOT NULL)`,
  ...rowSecurity('refresh_token', ofVisible('machine_token_id', 'machine_token')),
];

const DOWN = [
  `DROP TABLE signing_key`,
  `DROP TABLE refresh_token`,
  `DELETE FROM machine_token`,
  `ALTER TABLE machine_token
     DROP CONSTRAINT machine_token_revoked_because_check,
     DROP COLUMN revoked_because, DROP COLUMN last_used_at, DROP COLUMN scopes, DROP COLUMN name`,
];
