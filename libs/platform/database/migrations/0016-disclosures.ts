import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofAgencyLine, ofVisible, rowSecurity } from '../row-security.js';

/** Disclosures of personal information, what was looked at of them, and the records of both sides (ISA-18, 24, 26). */
export class Disclosures1763596800016 implements MigrationInterface {
  name = 'Disclosures1763596800016';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...DISCLOSURE, ...PARTS, ...RECORD, ...STANDS, ...SECURITY]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION disclosure_record_stands()');
  }
}

const TABLES = [
  'disclosure_record',
  'disclosure_draft',
  'disclosure_view',
  'disclosure_attachment',
  'disclosure_item',
  'disclosure',
];

const CHANNELS = `'system','secure-email','post','meeting','telephone','face-to-face'`;

const DISCLOSURE = [
  `CREATE TABLE disclosure (
     id uuid NOT NULL PRIMARY KEY,
     exchange_id uuid NOT NULL,
     request_id uuid,
     partnership_id uuid NOT NULL REFERENCES partnership,
     disclosing_agency_id uuid NOT NULL REFERENCES agency,
     receiving_agency_id uuid NOT NULL REFERENCES agency,
     channel text NOT NULL,
     disclosed_by uuid NOT NULL REFERENCES officer,
     disclosed_at timestamptz NOT NULL,
     purpose text NOT NULL,
     gateway text NOT NULL,
     subject_role text NOT NULL,
     conviction_data boolean NOT NULL,
     retain_until_on date NOT NULL,
     vault_id uuid NOT NULL,
     acknowledged_by uuid REFERENCES officer,
     acknowledged_at timestamptz,
     disposed_at timestamptz,
     on_hold boolean NOT NULL DEFAULT false,
     UNIQUE (request_id),
     CONSTRAINT disclosure_channel_check CHECK (channel IN (${CHANNELS})),
     CONSTRAINT disclosure_acknowledged_check CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
     CONSTRAINT disclosure_parties_check CHECK (disclosing_agency_id <> receiving_agency_id))`,
  'CREATE INDEX disclosure_disclosing_agency_id_disclosed_at_idx ON disclosure (disclosing_agency_id, disclosed_at)',
  'CREATE INDEX disclosure_receiving_agency_id_disclosed_at_idx ON disclosure (receiving_agency_id, disclosed_at)',
];

const PARTS = [
  `CREATE TABLE disclosure_item (
     disclosure_id uuid NOT NULL REFERENCES disclosure,
     item_id text NOT NULL,
     kind text NOT NULL,
     position integer NOT NULL,
     first_opened_at timestamptz,
     first_opened_by uuid REFERENCES officer,
     PRIMARY KEY (disclosure_id, item_id))`,
  `CREATE TABLE disclosure_attachment (
     id uuid NOT NULL PRIMARY KEY,
     disclosure_id uuid NOT NULL REFERENCES disclosure,
     item_id text NOT NULL,
     media_type text NOT NULL,
     bytes integer NOT NULL,
     scanned_by text NOT NULL,
     vault_id uuid NOT NULL,
     position integer NOT NULL,
     first_opened_at timestamptz,
     first_opened_by uuid REFERENCES officer)`,
  'CREATE INDEX disclosure_attachment_disclosure_id_idx ON disclosure_attachment (disclosure_id)',
  `CREATE TABLE disclosure_view (
     id uuid NOT NULL PRIMARY KEY,
     disclosure_id uuid NOT NULL REFERENCES disclosure,
     item_id text,
     attachment_id uuid REFERENCES disclosure_attachment,
     officer_id uuid NOT NULL REFERENCES officer,
     agency_id uuid NOT NULL REFERENCES agency,
     viewed_at timestamptz NOT NULL)`,
  'CREATE INDEX disclosure_view_disclosure_id_viewed_at_idx ON disclosure_view (disclosure_id, viewed_at)',
  `CREATE TABLE disclosure_draft (
     request_id uuid NOT NULL PRIMARY KEY,
     disclosure_id uuid NOT NULL,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     vault_id uuid NOT NULL,
     changed_by uuid NOT NULL REFERENCES officer,
     changed_at timestamptz NOT NULL)`,
];

const RECORD = [
  `CREATE TABLE disclosure_record (
     id uuid NOT NULL PRIMARY KEY,
     reference text NOT NULL,
     exchange_id uuid NOT NULL,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     counterpart_agency_id uuid NOT NULL REFERENCES agency,
     side text NOT NULL,
     kind text NOT NULL,
     disclosure_id uuid,
     request_id uuid,
     state text NOT NULL,
     missing text[] NOT NULL,
     channel text NOT NULL,
     outcome text NOT NULL,
     occurred_on date,
     subject_role text,
     conviction_data boolean NOT NULL,
     consent text,
     purpose text,
     gateway text,
     article8_interest text,
     requesting_officer_id uuid REFERENCES officer,
     dealing_officer_id uuid REFERENCES officer,
     authorised_by uuid REFERENCES officer,
     vault_id uuid NOT NULL,
     commitment text NOT NULL,
     supersedes_id uuid,
     superseded_by_id uuid,
     started_at timestamptz NOT NULL,
     started_by uuid NOT NULL REFERENCES officer,
     finalised_at timestamptz,
     finalised_by uuid REFERENCES officer,
     complete_by_on date,
     retain_until_on date NOT NULL,
     disposed_at timestamptz,
     on_hold boolean NOT NULL DEFAULT false,
     UNIQUE (partnership_id, reference),
     CONSTRAINT disclosure_record_state_check CHECK (state IN ('incomplete','final','superseded')),
     CONSTRAINT disclosure_record_side_check CHECK (side IN ('asking','holding')),
     CONSTRAINT disclosure_record_kind_check CHECK (kind IN ('request','disclosure','refusal','informal')),
     CONSTRAINT disclosure_record_particulars_check CHECK (
       (state = 'incomplete') = (finalised_at IS NULL) AND (finalised_at IS NULL) = (finalised_by IS NULL)
       AND (state = 'incomplete' OR cardinality(missing) = 0)),
     CONSTRAINT disclosure_record_superseded_check CHECK ((state = 'superseded') = (superseded_by_id IS NOT NULL)))`,
  'CREATE INDEX disclosure_record_agency_id_state_idx ON disclosure_record (agency_id, state)',
  'CREATE INDEX disclosure_record_counterpart_agency_id_idx ON disclosure_record (counterpart_agency_id)',
  'CREATE INDEX disclosure_record_exchange_id_idx ON disclosure_record (exchange_id)',
];

/** What may still change of a record once it is final: never what it says. */
const MAY_CHANGE = `ARRAY['state','superseded_by_id','retain_until_on','disposed_at','on_hold']`;

const STANDS = [
  `CREATE FUNCTION disclosure_record_stands() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF TG_OP = 'DELETE' THEN
         RAISE EXCEPTION 'a disclosure record is never deleted' USING ERRCODE = 'restrict_violation';
       END IF;
       IF OLD.state <> 'incomplete' AND (
            NEW.state = 'incomplete' OR (OLD.state = 'superseded' AND NEW.state <> 'superseded')
            OR (OLD.superseded_by_id IS NOT NULL AND NEW.superseded_by_id IS DISTINCT FROM OLD.superseded_by_id)
            OR to_jsonb(NEW) - ${MAY_CHANGE} IS DISTINCT FROM to_jsonb(OLD) - ${MAY_CHANGE}) THEN
         RAISE EXCEPTION 'a final disclosure record stands' USING ERRCODE = 'restrict_violation';
       END IF;
       RETURN NEW;
     END $$`,
  `CREATE TRIGGER disclosure_record_stands BEFORE UPDATE OR DELETE ON disclosure_record
     FOR EACH ROW EXECUTE FUNCTION disclosure_record_stands()`,
];

const parties = (one: string, other: string): string =>
  `(${inPartnership()} AND (${ofAgencyLine(one)} OR ${ofAgencyLine(other)}))`;

const SECURITY = [
  ...rowSecurity('disclosure', parties('disclosing_agency_id', 'receiving_agency_id')),
  ...['disclosure_item', 'disclosure_attachment', 'disclosure_view'].flatMap((table) =>
    rowSecurity(table, ofVisible('disclosure_id', 'disclosure')),
  ),
  ...rowSecurity('disclosure_draft', `(${inPartnership()} AND ${ofAgencyLine()})`),
  // An agency sees its own records and, once they are final, those of the other side of its exchanges.
  ...rowSecurity(
    'disclosure_record',
    `(${inPartnership()} AND (${ofAgencyLine()} OR (state <> 'incomplete' AND ${ofAgencyLine('counterpart_agency_id')})))`,
    `(${inPartnership()} AND ${ofAgencyLine()})`,
  ),
];
