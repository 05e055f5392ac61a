import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofVisible, rowSecurity } from '../row-security.js';

/** The review of the disclosure log: reveals, samples, findings. */
export class Audit1763596800019 implements MigrationInterface {
  name = 'Audit1763596800019';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(LOG_INDEXES)) await runner.query(`DROP INDEX disclosure_record_log${name}_idx`);
    for (const table of ['audit_finding', 'audit_sample_item', 'audit_sample', 'reveal'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

/** The disclosure log in its order, as a whole and narrowed. */
const LOG_INDEXES = {
  '': '',
  _agency: 'agency_id, ',
  _officer: 'dealing_officer_id, ',
  _gateway: 'gateway, ',
  _outcome: 'outcome, ',
};

const UP = [
  `CREATE TABLE reveal (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     record_id uuid NOT NULL,
     owner_agency_id uuid NOT NULL REFERENCES agency,
     asked_by uuid NOT NULL REFERENCES officer,
     asking_agency_id uuid NOT NULL REFERENCES agency,
     purpose text NOT NULL,
     reason text NOT NULL,
     asked_at timestamptz NOT NULL,
     lapses_at timestamptz NOT NULL,
     state text NOT NULL,
     answered_by uuid REFERENCES officer,
     answered_at timestamptz,
     answer_words text,
     opens_until timestamptz,
     ended_at timestamptz,
     CONSTRAINT reveal_state_check CHECK (state IN ('asked','agreed','refused','withdrawn','ended')),
     CONSTRAINT reveal_second_person_check CHECK (answered_by IS DISTINCT FROM asked_by OR answered_by IS NULL),
     CONSTRAINT reveal_answer_check CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
     CONSTRAINT reveal_minutes_check CHECK ((opens_until IS NULL) = (state NOT IN ('agreed','ended'))
       AND opens_until <= answered_at + interval '30 minutes'))`,
  'CREATE INDEX reveal_partnership_id_asked_at_idx ON reveal (partnership_id, asked_at)',
  "CREATE UNIQUE INDEX reveal_one_under_way_idx ON reveal (record_id, asked_by) WHERE state = 'asked'",
  `CREATE TABLE audit_sample (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     number integer NOT NULL,
     drawn_by uuid NOT NULL REFERENCES officer,
     drawn_at timestamptz NOT NULL,
     from_on date NOT NULL,
     to_on date NOT NULL,
     strata text NOT NULL,
     size integer NOT NULL,
     seed text NOT NULL,
     population integer NOT NULL,
     draw_sha256 text NOT NULL,
     UNIQUE (partnership_id, number),
     CONSTRAINT audit_sample_strata_check CHECK (strata IN ('none','agency','gateway')))`,
  `CREATE TABLE audit_sample_item (
     sample_id uuid NOT NULL REFERENCES audit_sample,
     position integer NOT NULL,
     record_id uuid NOT NULL,
     stratum text NOT NULL,
     result text,
     reviewed_by uuid REFERENCES officer,
     reviewed_at timestamptz,
     PRIMARY KEY (sample_id, position),
     CONSTRAINT audit_sample_item_result_check CHECK (result IN ('in-order','finding')),
     CONSTRAINT audit_sample_item_reviewed_check CHECK ((result IS NULL) = (reviewed_at IS NULL)))`,
  `CREATE TABLE audit_finding (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     number integer NOT NULL,
     record_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     sample_id uuid REFERENCES audit_sample,
     rule text,
     severity text NOT NULL,
     words text NOT NULL,
     found_by uuid NOT NULL REFERENCES officer,
     found_at timestamptz NOT NULL,
     follow_up_on date NOT NULL,
     state text NOT NULL,
     answer text,
     answered_by uuid REFERENCES officer,
     answered_at timestamptz,
     auditor_words text,
     closed_by uuid REFERENCES officer,
     closed_at timestamptz,
     UNIQUE (partnership_id, number),
     CONSTRAINT audit_finding_state_check CHECK (state IN ('open','answered','closed')),
     CONSTRAINT audit_finding_severity_check CHECK (severity IN ('low','medium','high')),
     CONSTRAINT audit_finding_closed_check CHECK ((state = 'closed') = (closed_at IS NOT NULL)))`,
  'CREATE INDEX audit_finding_partnership_id_state_idx ON audit_finding (partnership_id, state)',
  ...Object.entries(LOG_INDEXES).map(
    ([name, column]) =>
      `CREATE INDEX disclosure_record_log${name}_idx ON disclosure_record (partnership_id, ${column}started_at, id)`,
  ),
  ...['reveal', 'audit_sample', 'audit_finding'].flatMap((table) => rowSecurity(table, inPartnership())),
  ...rowSecurity('audit_sample_item', ofVisible('sample_id', 'audit_sample')),
];
