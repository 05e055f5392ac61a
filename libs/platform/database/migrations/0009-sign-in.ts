import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowSecurity } from '../row-security.js';

/** How people sign in: invitations, second factors, passkeys, resets by two people, agencies' own sign-ins, and what slows guessing. */
export class SignIn1763596800009 implements MigrationInterface {
  name = 'SignIn1763596800009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
    for (const statement of DOWN) await runner.query(statement);
  }
}

const TABLES = [
  'guess_counter',
  'invitation',
  'authenticator_app',
  'recovery_code',
  'passkey',
  'sign_in_attempt',
  'sign_in_reset',
  'identity_provider',
  'provider_subject',
];

const UP = [
  `ALTER TABLE session
     ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
     ADD COLUMN stepped_up_at timestamptz,
     ADD COLUMN browser text NOT NULL DEFAULT '',
     ADD CONSTRAINT session_id_key UNIQUE (id)`,
  `ALTER TABLE officer
     ALTER COLUMN password_hash DROP NOT NULL,
     DROP COLUMN failed_sign_ins,
     DROP COLUMN last_failed_at`,
  `CREATE TABLE guess_counter (
     key text NOT NULL PRIMARY KEY,
     failures integer NOT NULL,
     last_failed_at timestamptz NOT NULL)`,
  `CREATE TABLE invitation (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     officer_id uuid NOT NULL REFERENCES officer,
     token_sha256 text NOT NULL UNIQUE,
     made_by uuid NOT NULL REFERENCES officer,
     made_at timestamptz NOT NULL,
     opens_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     used_at timestamptz,
     withdrawn_at timestamptz)`,
  `CREATE INDEX invitation_officer_id_idx ON invitation (officer_id)`,
  `CREATE TABLE authenticator_app (
     officer_id uuid NOT NULL PRIMARY KEY REFERENCES officer,
     secret bytea NOT NULL,
     added_at timestamptz NOT NULL,
     confirmed_at timestamptz,
     last_step bigint)`,
  `CREATE TABLE recovery_code (
     code_sha256 text NOT NULL PRIMARY KEY,
     officer_id uuid NOT NULL REFERENCES officer,
     made_at timestamptz NOT NULL,
     used_at timestamptz)`,
  `CREATE INDEX recovery_code_officer_id_idx ON recovery_code (officer_id)`,
  `CREATE TABLE passkey (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     officer_id uuid NOT NULL REFERENCES officer,
     credential_id text NOT NULL UNIQUE,
     public_key bytea NOT NULL,
     counter bigint NOT NULL,
     transports text[] NOT NULL,
     name text NOT NULL,
     added_at timestamptz NOT NULL,
     last_used_at timestamptz)`,
  `CREATE INDEX passkey_officer_id_idx ON passkey (officer_id)`,
  `CREATE TABLE sign_in_attempt (
     token_sha256 text NOT NULL PRIMARY KEY,
     purpose text NOT NULL,
     officer_id uuid REFERENCES officer,
     expected jsonb NOT NULL,
     expires_at timestamptz NOT NULL)`,
  `CREATE TABLE sign_in_reset (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     officer_id uuid NOT NULL REFERENCES officer,
     agency_id uuid NOT NULL REFERENCES agency,
     partnership_id uuid NOT NULL,
     started_by uuid NOT NULL REFERENCES officer,
     started_at timestamptz NOT NULL,
     approved_by uuid REFERENCES officer,
     approved_at timestamptz,
     invitation_id uuid REFERENCES invitation,
     cancelled_at timestamptz,
     CONSTRAINT sign_in_reset_two_people_check
       CHECK (approved_by <> started_by AND started_by <> officer_id AND approved_by <> officer_id))`,
  `CREATE INDEX sign_in_reset_officer_id_idx ON sign_in_reset (officer_id)`,
  `CREATE TABLE identity_provider (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     agency_id uuid NOT NULL UNIQUE REFERENCES agency,
     issuer text NOT NULL,
     client_id text NOT NULL,
     client_secret bytea NOT NULL,
     set_by uuid NOT NULL REFERENCES officer,
     set_at timestamptz NOT NULL)`,
  `CREATE TABLE provider_subject (
     issuer text NOT NULL,
     subject text NOT NULL,
     officer_id uuid NOT NULL REFERENCES officer,
     linked_at timestamptz NOT NULL,
     PRIMARY KEY (issuer, subject),
     UNIQUE (issuer, officer_id))`,
  // Nobody's request sees them: they are read to find out who somebody is, before there is a request's scope.
  ...TABLES.flatMap((table) => rowSecurity(table, 'false')),
];

const DOWN = [
  `UPDATE officer SET password_hash = '' WHERE password_hash IS NULL`,
  `ALTER TABLE officer
     ALTER COLUMN password_hash SET NOT NULL,
     ADD COLUMN failed_sign_ins integer NOT NULL DEFAULT 0,
     ADD COLUMN last_failed_at timestamptz`,
  `ALTER TABLE session DROP COLUMN id, DROP COLUMN stepped_up_at, DROP COLUMN browser`,
];
