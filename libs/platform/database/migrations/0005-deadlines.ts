import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofVisible, rowSecurity } from '../row-security.js';

/** Deadlines with their alarms, proclaimed days off, and the watch over the database's own clock. */
export class Deadlines1763596800005 implements MigrationInterface {
  name = 'Deadlines1763596800005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION broker_now()');
    await runner.query('DROP FUNCTION clock_is_put_back()');
    for (const table of ['clock_watch', 'proclaimed_day', 'deadline_alarm', 'deadline']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE deadline (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid,
     agency_id uuid,
     kind text NOT NULL,
     subject_kind text NOT NULL,
     subject_id text NOT NULL,
     clause text NOT NULL,
     start_on date NOT NULL,
     due_on date NOT NULL,
     due_at timestamptz NOT NULL,
     clock text,
     terms jsonb,
     calendar_version text,
     version integer NOT NULL,
     state text NOT NULL,
     armed_at timestamptz NOT NULL,
     closed_at timestamptz,
     UNIQUE (kind, subject_kind, subject_id, version),
     CONSTRAINT deadline_state_check CHECK (state IN ('armed','met','late','cancelled','superseded')))`,
  `CREATE UNIQUE INDEX deadline_one_open_idx ON deadline (kind, subject_kind, subject_id) WHERE state = 'armed'`,
  `CREATE INDEX deadline_partnership_id_due_on_idx ON deadline (partnership_id, due_on)`,
  `CREATE TABLE deadline_alarm (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     deadline_id uuid NOT NULL REFERENCES deadline,
     name text NOT NULL,
     rings_at timestamptz NOT NULL,
     state text NOT NULL,
     rung_at timestamptz,
     UNIQUE (deadline_id, name),
     CONSTRAINT deadline_alarm_state_check CHECK (state IN ('armed','rung','cancelled')))`,
  `CREATE INDEX deadline_alarm_waiting_idx ON deadline_alarm (rings_at, id) WHERE state = 'armed'`,
  `CREATE TABLE proclaimed_day (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     day_on date NOT NULL,
     title text NOT NULL,
     divisions text[] NOT NULL,
     source text NOT NULL,
     added_by uuid NOT NULL,
     added_at timestamptz NOT NULL)`,
  `CREATE TABLE clock_watch (
     id integer NOT NULL PRIMARY KEY,
     seen_at timestamptz NOT NULL,
     CONSTRAINT clock_watch_id_check CHECK (id = 1))`,
  `INSERT INTO clock_watch (id, seen_at) VALUES (1, clock_timestamp())`,
  // Installations for tests and drills put another function in its place; this one cannot be moved.
  `CREATE FUNCTION broker_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT clock_timestamp()'`,
  `CREATE FUNCTION clock_is_put_back() RETURNS boolean LANGUAGE sql STABLE
     AS 'SELECT EXISTS (SELECT FROM clock_watch WHERE seen_at > clock_timestamp() + interval ''5 minutes'')'`,
  ...rowSecurity('deadline', inPartnership()),
  ...rowSecurity('deadline_alarm', ofVisible('deadline_id', 'deadline')),
];
