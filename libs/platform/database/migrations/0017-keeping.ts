import type { MigrationInterface, QueryRunner } from 'typeorm';
import { anyOfAgencyLine, inPartnership, ofAgencyLine, rowSecurity } from '../row-security.js';

/**
 * What happens to personal information afterwards: the index by which a person's records are found, how long each thing is kept, holds,
 * certificates of disposal, subject access, freedom of information, and what is passed on.
 */
export class Keeping1763596800017 implements MigrationInterface {
  name = 'Keeping1763596800017';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}

/** In the order in which they can be dropped. */
const TABLES = [
  'onward_request',
  'subject_access_record',
  'subject_access_consultation',
  'subject_access',
  'foi_request',
  'disposal_certificate',
  'legal_hold',
  'retention',
  'subject_index',
];

const OURS = `(${inPartnership()} AND ${ofAgencyLine()})`;
const SHARED = `(${inPartnership()} AND ${anyOfAgencyLine('agency_ids')})`;
const WITHIN = inPartnership();

const RETENTION = [
  `CREATE TABLE retention (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     agency_ids uuid[] NOT NULL,
     record_kind text NOT NULL,
     record_id uuid NOT NULL,
     began_on date NOT NULL,
     retain_until_on date NOT NULL,
     disposed_at timestamptz,
     UNIQUE (record_kind, record_id),
     CONSTRAINT retention_record_kind_check CHECK (record_kind IN ('request','disclosure','record','subject-access','foi')),
     CONSTRAINT retention_agency_ids_check CHECK (agency_id = ANY (agency_ids)))`,
  'CREATE INDEX retention_partnership_id_retain_until_on_idx ON retention (partnership_id, retain_until_on)',
  `CREATE TABLE legal_hold (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     retention_id uuid NOT NULL REFERENCES retention,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     placed_by uuid NOT NULL REFERENCES officer,
     placed_at timestamptz NOT NULL,
     vault_id uuid NOT NULL,
     lifted_by uuid REFERENCES officer,
     lifted_at timestamptz,
     lift_vault_id uuid,
     CONSTRAINT legal_hold_lifted_check CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_vault_id IS NULL)))`,
  'CREATE UNIQUE INDEX legal_hold_open_idx ON legal_hold (retention_id, agency_id) WHERE lifted_at IS NULL',
  `CREATE TABLE disposal_certificate (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     reference text NOT NULL,
     retention_id uuid NOT NULL REFERENCES retention,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     agency_ids uuid[] NOT NULL,
     record_kind text NOT NULL,
     record_id uuid NOT NULL,
     why text NOT NULL,
     clause text NOT NULL,
     began_on date NOT NULL,
     retain_until_on date NOT NULL,
     disposed_at timestamptz NOT NULL,
     items integer NOT NULL,
     commitments text[] NOT NULL,
     UNIQUE (partnership_id, reference),
     UNIQUE (retention_id),
     CONSTRAINT disposal_certificate_why_check CHECK (why IN ('retention-ended')))`,
  ...rowSecurity('retention', SHARED, WITHIN),
  // A hold that another agency placed on what belongs to both is seen, but only its own officer lifts it.
  ...rowSecurity('legal_hold', `retention_id IN (SELECT id FROM retention)`, OURS),
  ...rowSecurity('disposal_certificate', SHARED, WITHIN),
];

const ACCESS = [
  `CREATE TABLE foi_request (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     reference text NOT NULL,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     state text NOT NULL,
     received_on date NOT NULL,
     due_on date NOT NULL,
     vault_id uuid NOT NULL,
     logged_by uuid NOT NULL REFERENCES officer,
     logged_at timestamptz NOT NULL,
     outcome text,
     exemptions jsonb NOT NULL DEFAULT '[]',
     answered_on date,
     answer_vault_id uuid,
     closed_by uuid REFERENCES officer,
     closed_at timestamptz,
     UNIQUE (partnership_id, reference),
     CONSTRAINT foi_request_state_check CHECK (state IN ('open','answered','withdrawn')),
     CONSTRAINT foi_request_closed_check CHECK ((state = 'open') = (closed_at IS NULL) AND (state = 'answered') = (outcome IS NOT NULL)))`,
  `CREATE TABLE subject_access (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     reference text NOT NULL,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     state text NOT NULL,
     received_on date NOT NULL,
     due_on date NOT NULL,
     extended_for text,
     paused_for text,
     paused_on date,
     paused_days integer NOT NULL DEFAULT 0,
     searched_at timestamptz,
     vault_id uuid NOT NULL,
     logged_by uuid NOT NULL REFERENCES officer,
     logged_at timestamptz NOT NULL,
     outcome text,
     exemptions text[] NOT NULL DEFAULT '{}',
     answered_on date,
     answer_vault_id uuid,
     closed_by uuid REFERENCES officer,
     closed_at timestamptz,
     UNIQUE (partnership_id, reference),
     CONSTRAINT subject_access_state_check CHECK (state IN ('open','paused','answered','withdrawn')),
     CONSTRAINT subject_access_paused_check CHECK ((state = 'paused') = (paused_on IS NOT NULL) AND (paused_on IS NULL) = (paused_for IS NULL)),
     CONSTRAINT subject_access_closed_check CHECK ((state IN ('open','paused')) = (closed_at IS NULL) AND (state = 'answered') = (outcome IS NOT NULL)))`,
  `CREATE TABLE subject_access_consultation (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     subject_access_id uuid NOT NULL REFERENCES subject_access,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     partner_agency_id uuid NOT NULL REFERENCES agency,
     agency_ids uuid[] NOT NULL,
     asked_by uuid NOT NULL REFERENCES officer,
     asked_at timestamptz NOT NULL,
     due_on date NOT NULL,
     vault_id uuid NOT NULL,
     view text,
     exemptions text[] NOT NULL DEFAULT '{}',
     view_vault_id uuid,
     answered_by uuid REFERENCES officer,
     answered_at timestamptz,
     CONSTRAINT subject_access_consultation_once UNIQUE (subject_access_id, partner_agency_id),
     CONSTRAINT subject_access_consultation_view_check CHECK (view IN ('no-objection','in-part','withhold')),
     CONSTRAINT subject_access_consultation_answered_check CHECK ((view IS NULL) = (answered_at IS NULL)))`,
  `CREATE TABLE subject_access_record (
     subject_access_id uuid NOT NULL REFERENCES subject_access,
     record_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     partnership_id uuid NOT NULL REFERENCES partnership,
     record_kind text NOT NULL,
     from_agency_id uuid REFERENCES agency,
     reference text NOT NULL,
     occurred_on date NOT NULL,
     likeness text NOT NULL,
     is_theirs boolean,
     PRIMARY KEY (subject_access_id, record_id))`,
  ...rowSecurity('foi_request', OURS),
  ...rowSecurity('subject_access', OURS),
  ...rowSecurity('subject_access_consultation', SHARED),
  ...rowSecurity('subject_access_record', OURS),
];

const ONWARD = [
  `CREATE TABLE onward_request (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     reference text NOT NULL,
     partnership_id uuid NOT NULL REFERENCES partnership,
     disclosure_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     owner_agency_id uuid NOT NULL REFERENCES agency,
     agency_ids uuid[] NOT NULL,
     recipient_agency_id uuid REFERENCES agency,
     purpose text NOT NULL,
     state text NOT NULL,
     asked_by uuid NOT NULL REFERENCES officer,
     asked_at timestamptz NOT NULL,
     due_on date NOT NULL,
     vault_id uuid NOT NULL,
     decided_by uuid REFERENCES officer,
     decided_at timestamptz,
     decision_vault_id uuid,
     passed_on date,
     passing_vault_id uuid,
     UNIQUE (partnership_id, reference),
     CONSTRAINT onward_request_state_check CHECK (state IN ('asked','agreed','refused','passed')),
     CONSTRAINT onward_request_decided_check CHECK ((state = 'asked') = (decided_at IS NULL)))`,
  'CREATE INDEX onward_request_disclosure_id_idx ON onward_request (disclosure_id)',
  ...rowSecurity('onward_request', SHARED),
];

const UP = [
  `CREATE TABLE subject_index (
     token bytea NOT NULL,
     record_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     partnership_id uuid NOT NULL REFERENCES partnership,
     record_kind text NOT NULL,
     PRIMARY KEY (token, record_id, agency_id))`,
  'CREATE INDEX subject_index_record_id_idx ON subject_index (record_id)',
  ...rowSecurity('subject_index', OURS, WITHIN),
  ...RETENTION,
  ...ACCESS,
  ...ONWARD,
];
