import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes by which the rules of the auditors find what is seldom in a long disclosure log, and by which it is narrowed further. */
export class LogFaults1763596800020 implements MigrationInterface {
  name = 'LogFaults1763596800020';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) await runner.query(`CREATE INDEX ${name} ON ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX ${name}`);
  }
}

const HANDED_OVER = `state = 'final' AND side = 'holding' AND outcome IN ('disclosed','disclosed-in-part')`;

/** Name → table, columns, and the rows that are in it. */
const INDEXES = {
  disclosure_record_log_purpose_idx: 'disclosure_record (partnership_id, purpose, started_at, id)',
  disclosure_record_log_role_idx: 'disclosure_record (partnership_id, subject_role, started_at, id)',
  disclosure_record_request_id_idx: 'disclosure_record (request_id)',
  disclosure_record_disclosure_id_idx: 'disclosure_record (disclosure_id)',
  disclosure_record_officer_day_idx: 'disclosure_record (partnership_id, dealing_officer_id, occurred_on)',
  disclosure_record_agency_day_idx: 'disclosure_record (partnership_id, agency_id, occurred_on)',
  disclosure_record_sides_idx: `disclosure_record (exchange_id, kind, side) INCLUDE (partnership_id, agency_id, counterpart_agency_id, state)
     WHERE kind <> 'request'`,
  disclosure_record_incomplete_idx: `disclosure_record (complete_by_on) WHERE state = 'incomplete'`,
  disclosure_record_kept_idx: 'disclosure_record (partnership_id, retain_until_on) WHERE disposed_at IS NULL',
  disclosure_record_own_idx: 'disclosure_record (partnership_id) WHERE authorised_by = requesting_officer_id',
  disclosure_record_no_interest_idx: `disclosure_record (partnership_id) WHERE article8_interest IS NULL AND ${HANDED_OVER}`,
  disclosure_record_no_consent_idx: `disclosure_record (partnership_id) WHERE subject_role IN ('victim','witness','complainant')
     AND consent IN ('refused','not-asked','not-possible') AND ${HANDED_OVER}`,
  disclosure_record_conviction_idx: `disclosure_record (partnership_id) WHERE conviction_data AND authorised_by IS NOT NULL AND ${HANDED_OVER}`,
  information_request_late_idx: 'information_request (partnership_id) WHERE is_decided_late',
  information_request_due_idx: `information_request (due_on) WHERE state IN ('sent','proposed')`,
  disclosure_unacknowledged_idx: 'disclosure (disclosed_at) WHERE acknowledged_at IS NULL',
};
