import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  APP_ROLE,
  inPartnership,
  noRowSecurity,
  ofAgency,
  ofOfficer,
  ofVisible,
  rowSecurity,
} from '../row-security.js';

/** The role of the application and what it sees of each table: a forgotten filter shows nothing of other partnerships (ISA-26). */
export class RowSecurity1763596800004 implements MigrationInterface {
  name = 'RowSecurity1763596800004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...ROLE_AND_GRANTS,
      ...SCOPE,
      ...SECURED.flatMap((each) => rowSecurity(...each)),
      ...ROLES,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of SECURED) for (const statement of noRowSecurity(table)) await runner.query(statement);
    for (const name of ['system', 'partnership', 'agency', 'officer'])
      await runner.query(`DROP FUNCTION broker_${name === 'system' ? 'is_system' : name}()`);
    // The role itself stays: it belongs to the whole server, and other databases may use it.
    await runner.query(`DROP OWNED BY ${APP_ROLE}`);
    await runner.query(roleCheck(`'data-steward','designated-officer','auditor','partnership-manager'`));
  }
}

/** Several databases of one server may be made at the same time, each needing the role. */
const MAKE_ROLE = `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN
    CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`;

const ROLE_AND_GRANTS = [
  MAKE_ROLE,
  `GRANT USAGE ON SCHEMA public TO ${APP_ROLE}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE}`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APP_ROLE}`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ${APP_ROLE}`,
  // The log is appended to, and otherwise only read; a tile grows until it is full.
  `REVOKE UPDATE, DELETE ON ledger_entry, ledger_sequence, ledger_head FROM ${APP_ROLE}`,
  `REVOKE UPDATE ON ledger_pending FROM ${APP_ROLE}`,
  `REVOKE DELETE ON ledger_tile FROM ${APP_ROLE}`,
  `REVOKE INSERT, UPDATE, DELETE ON migration FROM ${APP_ROLE}`,
];

const setting = (name: string): string => `nullif(current_setting('broker.${name}', true), '')::uuid`;

const SCOPE = [
  `CREATE FUNCTION broker_is_system() RETURNS boolean LANGUAGE sql STABLE
     AS $$ SELECT coalesce(current_setting('broker.scope', true) = 'system', false) $$`,
  ...['partnership', 'agency', 'officer'].map(
    (name) =>
      `CREATE FUNCTION broker_${name}() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT ${setting(`${name}_id`)} $$`,
  ),
];

/** Table, what of it a scope sees, what of it a scope writes. The tables of the tree hold hashes alone and are open. */
const SECURED: [table: string, seen: string, written?: string][] = [
  ['appointment', `(${inPartnership()} OR ${ofOfficer()})`, inPartnership()],
  ['partnership', `(${inPartnership('id')} OR id IN (SELECT partnership_id FROM appointment))`, inPartnership('id')],
  ['officer', `(${ofOfficer('id')} OR id IN (SELECT officer_id FROM appointment))`],
  ['signatory', inPartnership()],
  ['agency', `(${ofAgency('id')} OR id IN (SELECT agency_id FROM signatory UNION SELECT agency_id FROM appointment))`],
  ['session', ofVisible('appointment_id', 'appointment')],
  ['machine_token', ofVisible('appointment_id', 'appointment')],
  ['idempotent_answer', ofVisible('appointment_id', 'appointment')],
  ['agreement_version', inPartnership()],
  ['signature', ofVisible('agreement_version_id', 'agreement_version')],
  [
    'submission',
    `(${inPartnership()} AND (${ofAgency()} OR state = 'released'))`,
    `(${inPartnership()} AND ${ofAgency()})`,
  ],
  ['depersonalised_cell', ofVisible('submission_id', 'submission')],
  ['release', inPartnership(), `(${inPartnership()} AND ${ofAgency()})`],
  ['collection', ofVisible('release_id', 'release'), `(${ofVisible('release_id', 'release')} AND ${ofAgency()})`],
  ['ledger_entry', inPartnership()],
];

const roleCheck = (roles: string): string =>
  `ALTER TABLE appointment DROP CONSTRAINT appointment_role_check,
     ADD CONSTRAINT appointment_role_check CHECK (role IN (${roles}))`;

const ROLES = [
  roleCheck(`'data-steward','designated-officer','signing-officer','auditor','partnership-manager','operator'`),
];
