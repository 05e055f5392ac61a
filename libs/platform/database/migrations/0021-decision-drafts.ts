import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofAgencyLine, rowSecurity } from '../row-security.js';

/** Decisions on requests that are saved before they are made, for the agency that decides alone (ISA-26, 30). */
export class DecisionDrafts1763596800021 implements MigrationInterface {
  name = 'DecisionDrafts1763596800021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE decision_draft (
      request_id uuid NOT NULL PRIMARY KEY REFERENCES information_request,
      partnership_id uuid NOT NULL REFERENCES partnership,
      agency_id uuid NOT NULL REFERENCES agency,
      vault_id uuid NOT NULL,
      saved_by uuid NOT NULL REFERENCES officer,
      saved_at timestamptz NOT NULL)`);
    const ours = `(${inPartnership()} AND ${ofAgencyLine()})`;
    for (const statement of rowSecurity('decision_draft', ours)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE decision_draft');
  }
}
