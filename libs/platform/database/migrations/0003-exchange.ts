import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Submissions, their depersonalised cells, releases and collections. */
export class Exchange1763596800003 implements MigrationInterface {
  name = 'Exchange1763596800003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['collection', 'release', 'depersonalised_cell', 'submission']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE submission (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     dataset_id text NOT NULL,
     state text NOT NULL,
     file_name text NOT NULL,
     file_sha256 text NOT NULL,
     file_bytes bigint NOT NULL,
     spool_key bytea,
     uploaded_by uuid NOT NULL REFERENCES officer,
     uploaded_at timestamptz NOT NULL,
     bytes_read bigint NOT NULL DEFAULT 0,
     rows_read integer NOT NULL DEFAULT 0,
     attempts integer NOT NULL DEFAULT 0,
     lease_until timestamptz,
     started_at timestamptz,
     checked_at timestamptz,
     report jsonb,
     refusal jsonb,
     period_from text,
     period_to text,
     periods text[],
     decided_by uuid REFERENCES officer,
     decided_at timestamptz,
     decision_reason text,
     CONSTRAINT submission_state_check CHECK (state IN ('received','checking','checked','refused','released','withdrawn')),
     CONSTRAINT submission_spool_check CHECK ((spool_key IS NOT NULL) = (state IN ('received','checking'))))`,
  `CREATE UNIQUE INDEX submission_same_file_idx
     ON submission (partnership_id, agency_id, dataset_id, file_sha256) WHERE state NOT IN ('refused','withdrawn')`,
  `CREATE INDEX submission_partnership_id_agency_id_uploaded_at_idx ON submission (partnership_id, agency_id, uploaded_at)`,
  `CREATE TABLE depersonalised_cell (
     submission_id uuid NOT NULL REFERENCES submission,
     position integer NOT NULL,
     period text NOT NULL,
     area text NOT NULL,
     area_name text NOT NULL,
     category text NOT NULL,
     row_count integer,
     PRIMARY KEY (submission_id, position),
     CONSTRAINT depersonalised_cell_row_count_check CHECK (row_count >= 5))`,
  `CREATE TABLE release (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     submission_id uuid NOT NULL UNIQUE REFERENCES submission,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     dataset_id text NOT NULL,
     purpose text NOT NULL,
     agreement_version_id uuid NOT NULL REFERENCES agreement_version,
     period_from text NOT NULL,
     period_to text NOT NULL,
     row_total integer NOT NULL,
     released_by uuid NOT NULL REFERENCES officer,
     released_at timestamptz NOT NULL)`,
  `CREATE INDEX release_partnership_id_released_at_idx ON release (partnership_id, released_at)`,
  `CREATE TABLE collection (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     release_id uuid NOT NULL REFERENCES release,
     agency_id uuid NOT NULL REFERENCES agency,
     officer_id uuid NOT NULL REFERENCES officer,
     agreement_version_id uuid NOT NULL REFERENCES agreement_version,
     purpose text NOT NULL,
     format text NOT NULL,
     filter jsonb NOT NULL,
     row_total integer NOT NULL,
     collected_at timestamptz NOT NULL,
     CONSTRAINT collection_format_check CHECK (format IN ('csv','ndjson')))`,
  `CREATE INDEX collection_release_id_collected_at_idx ON collection (release_id, collected_at)`,
];
