import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofAgencyLine, rowSecurity } from '../row-security.js';

/** What happens to personal information afterwards: the index by which a person's records are found. */
export class Keeping1763596800017 implements MigrationInterface {
  name = 'Keeping1763596800017';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['subject_index']) await runner.query(`DROP TABLE ${table}`);
  }
}

const UP = [
  `CREATE TABLE subject_index (
     token bytea NOT NULL,
     record_id uuid NOT NULL,
     agency_id uuid NOT NULL REFERENCES agency,
     partnership_id uuid NOT NULL REFERENCES partnership,
     record_kind text NOT NULL,
     PRIMARY KEY (token, record_id, agency_id))`,
  'CREATE INDEX subject_index_record_id_idx ON subject_index (record_id)',
  ...rowSecurity('subject_index', `${inPartnership()} AND ${ofAgencyLine()}`, inPartnership()),
];
