import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, rowSecurity } from '../row-security.js';

/** Breaches of the agreement and their history. */
export class Breach1763596800011 implements MigrationInterface {
  name = 'Breach1763596800011';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE breach_event');
    await runner.query('DROP TABLE breach');
    await runner.query('DROP FUNCTION breach_history_stands()');
  }
}

const UP = [
  `CREATE TABLE breach (
     id uuid NOT NULL PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     number integer NOT NULL,
     alleging_agency_id uuid NOT NULL REFERENCES agency,
     accused_agency_ids uuid[] NOT NULL,
     state text NOT NULL,
     aware_on date NOT NULL,
     is_reported boolean NOT NULL,
     current jsonb NOT NULL,
     noticed_at timestamptz NOT NULL,
     changed_at timestamptz NOT NULL,
     UNIQUE (partnership_id, number),
     CONSTRAINT breach_state_check CHECK (state IN
       ('noticed','reported','answered','called','held','minuted','acting','settled','closed','withdrawn','merged')))`,
  'CREATE INDEX breach_partnership_id_state_idx ON breach (partnership_id, state)',
  `CREATE TABLE breach_event (
     breach_id uuid NOT NULL REFERENCES breach,
     sequence integer NOT NULL,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     officer_id uuid NOT NULL REFERENCES officer,
     step text NOT NULL,
     event jsonb NOT NULL,
     at timestamptz NOT NULL,
     PRIMARY KEY (breach_id, sequence))`,
  `CREATE FUNCTION breach_history_stands() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       RAISE EXCEPTION '% refused: the history of a breach stands', TG_OP USING ERRCODE = 'restrict_violation';
     END $$`,
  `CREATE TRIGGER breach_event_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON breach_event
     FOR EACH STATEMENT EXECUTE FUNCTION breach_history_stands()`,
  ...['breach', 'breach_event'].flatMap((table) => rowSecurity(table, inPartnership())),
];
