import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofAgencyLine, ofVisible, rowSecurity } from '../row-security.js';

/** Requests for personal information, their history, the register of gateways and the rules of decisions (ISA-12 to 18, 26 to 30). */
export class Requests1763596800014 implements MigrationInterface {
  name = 'Requests1763596800014';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['gateway_rule', 'four_eyes_rule', 'request_standard', 'request_event', 'request_item'];
    for (const table of [...tables, 'information_request']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION request_history_stands()');
  }
}

const OWN = `(${inPartnership()} AND (${ofAgencyLine('asking_agency_id')}
  OR (sent_at IS NOT NULL AND ${ofAgencyLine('holding_agency_id')})))`;

const UP = [
  `CREATE TABLE information_request (
     id uuid NOT NULL PRIMARY KEY,
     reference text,
     partnership_id uuid NOT NULL REFERENCES partnership,
     asking_agency_id uuid NOT NULL REFERENCES agency,
     holding_agency_id uuid REFERENCES agency,
     asked_by uuid NOT NULL REFERENCES officer,
     state text NOT NULL,
     subject_role text,
     purpose text,
     gateway text,
     article8_interest text,
     urgency text,
     conviction_data boolean,
     consent text,
     public_interest text[] NOT NULL,
     crime_exemption boolean,
     exemption_tests text[] NOT NULL,
     authorised_interest text,
     vault_id uuid,
     started_at timestamptz NOT NULL,
     changed_at timestamptz NOT NULL,
     sent_at timestamptz,
     due_on date,
     decided_at timestamptz,
     decided_by uuid REFERENCES officer,
     is_decided_late boolean,
     seconded_by uuid REFERENCES officer,
     agreement_version_id uuid REFERENCES agreement_version,
     UNIQUE (partnership_id, reference),
     CONSTRAINT information_request_state_check CHECK (state IN
       ('draft','sent','question','proposed','authorised','authorised-in-part','refused','withdrawn','disclosed')),
     CONSTRAINT information_request_sent_check CHECK ((sent_at IS NULL) = (reference IS NULL)
       AND (sent_at IS NOT NULL OR state IN ('draft','withdrawn')) AND (sent_at IS NULL OR holding_agency_id IS NOT NULL)),
     CONSTRAINT information_request_agencies_check CHECK (asking_agency_id <> holding_agency_id),
     CONSTRAINT information_request_second_check CHECK (seconded_by <> decided_by AND decided_by <> asked_by
       AND seconded_by <> asked_by))`,
  `CREATE INDEX information_request_partnership_id_asking_agency_id_state_idx
     ON information_request (partnership_id, asking_agency_id, state)`,
  `CREATE INDEX information_request_partnership_id_holding_agency_id_state_idx
     ON information_request (partnership_id, holding_agency_id, state)`,
  `CREATE TABLE request_item (
     request_id uuid NOT NULL REFERENCES information_request,
     item_id uuid NOT NULL,
     kind text NOT NULL,
     decision text,
     position integer NOT NULL,
     PRIMARY KEY (request_id, item_id),
     CONSTRAINT request_item_decision_check CHECK (decision IN ('authorised','refused')))`,
  `CREATE TABLE request_event (
     request_id uuid NOT NULL REFERENCES information_request,
     sequence integer NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     officer_id uuid REFERENCES officer,
     step text NOT NULL,
     state text NOT NULL,
     due_on date,
     is_late boolean NOT NULL,
     vault_id uuid,
     at timestamptz NOT NULL,
     PRIMARY KEY (request_id, sequence))`,
  `CREATE FUNCTION request_history_stands() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       RAISE EXCEPTION '% refused: the history of a request stands', TG_OP USING ERRCODE = 'restrict_violation';
     END $$`,
  `CREATE TRIGGER request_event_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON request_event
     FOR EACH STATEMENT EXECUTE FUNCTION request_history_stands()`,
  `CREATE TABLE request_standard (
     partnership_id uuid NOT NULL PRIMARY KEY REFERENCES partnership,
     routine_days integer NOT NULL,
     urgent_days integer NOT NULL,
     reply_days integer NOT NULL,
     changed_at timestamptz NOT NULL,
     changed_by uuid NOT NULL REFERENCES officer,
     CONSTRAINT request_standard_days_check CHECK (routine_days BETWEEN 1 AND 60 AND urgent_days BETWEEN 1 AND 60
       AND reply_days BETWEEN 1 AND 60))`,
  `CREATE TABLE four_eyes_rule (
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     rule text NOT NULL,
     changed_at timestamptz NOT NULL,
     changed_by uuid NOT NULL REFERENCES officer,
     PRIMARY KEY (partnership_id, agency_id),
     CONSTRAINT four_eyes_rule_rule_check CHECK (rule IN ('always','conviction-and-victims','never')))`,
  `CREATE TABLE gateway_rule (
     id uuid NOT NULL PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     gateway text NOT NULL,
     number integer NOT NULL,
     from_on date NOT NULL,
     until_on date,
     opens_personal boolean NOT NULL,
     receivers text[] NOT NULL,
     barred_holders text[] NOT NULL,
     barred_items text[] NOT NULL,
     included_agency_ids uuid[] NOT NULL,
     excluded_agency_ids uuid[] NOT NULL,
     source text NOT NULL,
     is_confirmed boolean NOT NULL,
     reason text NOT NULL,
     recorded_at timestamptz NOT NULL,
     recorded_by uuid NOT NULL REFERENCES officer,
     UNIQUE (partnership_id, gateway, number))`,
  ...rowSecurity('information_request', OWN),
  ...['request_item', 'request_event'].flatMap((table) =>
    rowSecurity(table, ofVisible('request_id', 'information_request')),
  ),
  ...['request_standard', 'four_eyes_rule', 'gateway_rule'].flatMap((table) => rowSecurity(table, inPartnership())),
];
