import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofVisible, rowSecurity } from '../row-security.js';

/** Records opened in an emergency, what was looked at and how it was judged; which of their posts a person acts in (ISA-26). */
export class BreakGlass1763596800012 implements MigrationInterface {
  name = 'BreakGlass1763596800012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['break_glass_use', 'break_glass']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE session DROP COLUMN chosen_at');
    await runner.query('ALTER TABLE appointment DROP COLUMN last_used_at');
  }
}

const UP = [
  'ALTER TABLE appointment ADD COLUMN last_used_at timestamptz',
  'ALTER TABLE session ADD COLUMN chosen_at timestamptz',
  `CREATE TABLE break_glass (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     officer_id uuid NOT NULL REFERENCES officer,
     agency_id uuid NOT NULL REFERENCES agency,
     owner_agency_id uuid NOT NULL REFERENCES agency,
     act text NOT NULL,
     emergency text NOT NULL,
     reason text NOT NULL,
     opened_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     ended_at timestamptz,
     review_due_on date NOT NULL,
     reviewed_at timestamptz,
     reviewed_by uuid REFERENCES officer,
     finding text,
     review_words text,
     CONSTRAINT break_glass_owner_check CHECK (agency_id <> owner_agency_id),
     CONSTRAINT break_glass_minutes_check CHECK (ends_at > opened_at AND ends_at <= opened_at + interval '60 minutes'),
     CONSTRAINT break_glass_review_check CHECK ((reviewed_at IS NULL) = (finding IS NULL) AND reviewed_by IS DISTINCT FROM officer_id))`,
  `CREATE INDEX break_glass_partnership_id_opened_at_idx ON break_glass (partnership_id, opened_at)`,
  `CREATE TABLE break_glass_use (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     break_glass_id uuid NOT NULL REFERENCES break_glass,
     record_kind text NOT NULL,
     record_id text NOT NULL,
     used_at timestamptz NOT NULL)`,
  `CREATE INDEX break_glass_use_break_glass_id_used_at_idx ON break_glass_use (break_glass_id, used_at)`,
  ...rowSecurity('break_glass', inPartnership()),
  ...rowSecurity('break_glass_use', ofVisible('break_glass_id', 'break_glass')),
];
