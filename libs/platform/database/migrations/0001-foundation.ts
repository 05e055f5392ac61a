import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who there is (identity), what they agreed (agreement), and the answers kept for repeated writes (platform). */
export class Foundation1763596800001 implements MigrationInterface {
  name = 'Foundation1763596800001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = [
  'idempotent_answer',
  'agency',
  'officer',
  'partnership',
  'appointment',
  'session',
  'machine_token',
  'agreement_version',
  'signatory',
  'signature',
];

const UP = [
  `CREATE TABLE idempotent_answer (
     appointment_id uuid NOT NULL,
     key text NOT NULL,
     request_sha256 text NOT NULL,
     status integer,
     body jsonb,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (appointment_id, key))`,
  `CREATE TABLE agency (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     name text NOT NULL UNIQUE,
     kind text NOT NULL,
     today_name text,
     CONSTRAINT agency_kind_check CHECK (kind IN ('police','council','fire','health','probation','justice','youth','voluntary','housing','government')))`,
  `CREATE TABLE officer (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     email text NOT NULL UNIQUE,
     name text NOT NULL,
     password_hash text NOT NULL,
     failed_sign_ins integer NOT NULL DEFAULT 0,
     last_failed_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE partnership (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     name text NOT NULL UNIQUE,
     districts text[] NOT NULL,
     founded_at timestamptz NOT NULL)`,
  `CREATE TABLE appointment (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     officer_id uuid NOT NULL REFERENCES officer,
     agency_id uuid NOT NULL REFERENCES agency,
     partnership_id uuid NOT NULL,
     role text NOT NULL,
     started_on date NOT NULL,
     ended_on date,
     UNIQUE (officer_id, partnership_id, role),
     CONSTRAINT appointment_role_check CHECK (role IN ('data-steward','designated-officer','signing-officer','auditor','partnership-manager','operator')))`,
  `CREATE TABLE session (
     token_sha256 text NOT NULL PRIMARY KEY,
     appointment_id uuid NOT NULL REFERENCES appointment,
     started_at timestamptz NOT NULL,
     last_seen_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL)`,
  `CREATE TABLE machine_token (
     id uuid NOT NULL PRIMARY KEY,
     appointment_id uuid NOT NULL REFERENCES appointment,
     issued_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     revoked_at timestamptz)`,
  `CREATE TABLE agreement_version (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     version integer NOT NULL,
     clauses jsonb NOT NULL,
     purposes jsonb NOT NULL,
     text_sha256 text NOT NULL,
     published_at timestamptz NOT NULL,
     UNIQUE (partnership_id, version))`,
  `CREATE TABLE signatory (
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     class text NOT NULL,
     position integer NOT NULL,
     PRIMARY KEY (partnership_id, agency_id),
     CONSTRAINT signatory_class_check CHECK (class IN ('responsible','co-operating','participating')))`,
  `CREATE TABLE signature (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     agreement_version_id uuid NOT NULL REFERENCES agreement_version,
     agency_id uuid NOT NULL REFERENCES agency,
     post_held text NOT NULL,
     signed_name text NOT NULL,
     text_sha256 text NOT NULL,
     signed_at timestamptz NOT NULL,
     UNIQUE (agreement_version_id, agency_id))`,
];
