import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, rowSecurity } from '../row-security.js';

/** Nominations with deputies, absences, training, and data protection registrations. */
export class Officers1763596800007 implements MigrationInterface {
  name = 'Officers1763596800007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP INDEX appointment_partnership_id_agency_id_role_idx');
    await runner.query(
      `ALTER TABLE appointment DROP CONSTRAINT appointment_period_check,
         DROP COLUMN deputy_id, DROP COLUMN nominated_by, DROP COLUMN nominated_at,
         ADD CONSTRAINT appointment_officer_id_partnership_id_role_key UNIQUE (officer_id, partnership_id, role)`,
    );
  }
}

const TABLES = ['toolkit_assessment', 'data_protection_registration', 'training_record', 'absence'];

const UP = [
  // A person may hold the same post again after a while: what may not overlap, the service checks under a lock.
  `ALTER TABLE appointment DROP CONSTRAINT appointment_officer_id_partnership_id_role_key,
     DROP CONSTRAINT appointment_role_check,
     ADD CONSTRAINT appointment_role_check CHECK
       (role IN ('data-steward','designated-officer','signing-officer','auditor','partnership-manager','operator')),
     ADD COLUMN deputy_id uuid REFERENCES officer,
     ADD COLUMN nominated_by uuid REFERENCES officer,
     ADD COLUMN nominated_at timestamptz,
     ADD CONSTRAINT appointment_period_check CHECK (ended_on >= started_on - 1)`,
  'CREATE INDEX appointment_partnership_id_agency_id_role_idx ON appointment (partnership_id, agency_id, role)',
  `CREATE TABLE absence (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     officer_id uuid NOT NULL REFERENCES officer,
     from_on date NOT NULL,
     to_on date NOT NULL,
     stated_by uuid NOT NULL REFERENCES officer,
     stated_at timestamptz NOT NULL,
     CONSTRAINT absence_period_check CHECK (to_on >= from_on - 1))`,
  'CREATE INDEX absence_partnership_id_agency_id_to_on_idx ON absence (partnership_id, agency_id, to_on)',
  `CREATE TABLE training_record (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     officer_id uuid NOT NULL REFERENCES officer,
     course text NOT NULL,
     held_on date NOT NULL,
     expires_on date NOT NULL,
     recorded_by uuid REFERENCES officer,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT training_record_period_check CHECK (expires_on > held_on))`,
  'CREATE INDEX training_record_partnership_id_officer_id_expires_on_idx ON training_record (partnership_id, officer_id, expires_on)',
  `CREATE TABLE data_protection_registration (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     number text,
     exempt_reason text,
     expires_on date,
     recorded_by uuid REFERENCES officer,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT data_protection_registration_number_check
       CHECK ((number IS NULL) = (exempt_reason IS NOT NULL) AND (number IS NULL) = (expires_on IS NULL)))`,
  `CREATE INDEX data_protection_registration_partnership_id_agency_id_idx
     ON data_protection_registration (partnership_id, agency_id, recorded_at)`,
  `CREATE TABLE toolkit_assessment (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     ends_in integer NOT NULL,
     status text NOT NULL,
     recorded_by uuid REFERENCES officer,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT toolkit_assessment_status_check CHECK (status IN ('standards-met','approaching-standards','standards-not-met')))`,
  'CREATE INDEX toolkit_assessment_partnership_id_agency_id_idx ON toolkit_assessment (partnership_id, agency_id, recorded_at)',
  ...TABLES.flatMap((table) => rowSecurity(table, inPartnership())),
];
