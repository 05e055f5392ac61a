import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, noRowSecurity, ofAgency, ofAgencyLine, rowSecurity } from '../row-security.js';

/** Drafts of agreements and all their terms; signatures that can end; withdrawals, successions and reviews. */
export class Agreement1763596800008 implements MigrationInterface {
  name = 'Agreement1763596800008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** Statements that say anew whose submissions and releases are an agency's own. */
function ofExchange(own: string): string[] {
  const submissions = `(${inPartnership()} AND (${own} OR state = 'released'))`;
  return [
    ...noRowSecurity('submission'),
    ...rowSecurity('submission', submissions, `(${inPartnership()} AND ${own})`),
    ...noRowSecurity('release'),
    ...rowSecurity('release', inPartnership(), `(${inPartnership()} AND ${own})`),
  ];
}

const UP = [
  // Versions from before drafts were signed in the first layout of the text: each newest one is in force.
  `ALTER TABLE agreement_version
     ADD state text NOT NULL DEFAULT 'superseded',
     ADD text_format integer NOT NULL DEFAULT 1,
     ADD gateways jsonb NOT NULL DEFAULT '[]',
     ADD retention jsonb NOT NULL DEFAULT '[]',
     ADD reading text NOT NULL DEFAULT 'literal',
     ADD review_on date,
     ADD old_ends_on date,
     ALTER text_sha256 DROP NOT NULL,
     ALTER published_at DROP NOT NULL`,
  `UPDATE agreement_version v SET state = 'in-force'
    WHERE version = (SELECT max(version) FROM agreement_version WHERE partnership_id = v.partnership_id)`,
  `ALTER TABLE agreement_version
     ALTER state DROP DEFAULT,
     ALTER text_format DROP DEFAULT,
     ALTER gateways DROP DEFAULT,
     ALTER retention DROP DEFAULT,
     ALTER reading DROP DEFAULT,
     ADD CONSTRAINT agreement_version_state_check CHECK (state IN ('draft','sent','in-force','superseded')),
     ADD CONSTRAINT agreement_version_reading_check CHECK (reading IN ('literal','working')),
     ADD CONSTRAINT agreement_version_sent_check
       CHECK ((state = 'draft') = (text_sha256 IS NULL) AND (state = 'draft') = (published_at IS NULL))`,
  `CREATE UNIQUE INDEX agreement_version_one_draft_idx ON agreement_version (partnership_id) WHERE state = 'draft'`,
  `ALTER TABLE signature ADD signed_by uuid REFERENCES officer, ADD ended_at timestamptz,
     DROP CONSTRAINT signature_agreement_version_id_agency_id_key`,
  `CREATE UNIQUE INDEX signature_one_that_counts_idx ON signature (agreement_version_id, agency_id) WHERE ended_at IS NULL`,
  `CREATE TABLE agreement_withdrawal (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agency_id uuid NOT NULL REFERENCES agency,
     reason text NOT NULL,
     withdrawn_by uuid NOT NULL REFERENCES officer,
     withdrawn_at timestamptz NOT NULL)`,
  `CREATE INDEX agreement_withdrawal_partnership_id_agency_id_idx ON agreement_withdrawal (partnership_id, agency_id)`,
  `CREATE TABLE succession (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     predecessor_id uuid NOT NULL REFERENCES agency,
     successor_id uuid REFERENCES agency,
     passed_on date NOT NULL,
     note text NOT NULL,
     source text NOT NULL,
     recorded_by uuid REFERENCES officer,
     recorded_at timestamptz NOT NULL,
     UNIQUE (partnership_id, predecessor_id),
     CONSTRAINT succession_not_of_itself_check CHECK (successor_id IS DISTINCT FROM predecessor_id))`,
  `CREATE TABLE agreement_review (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL REFERENCES partnership,
     agreement_version_id uuid NOT NULL REFERENCES agreement_version,
     held_on date NOT NULL,
     outcome text NOT NULL,
     note text NOT NULL,
     next_review_on date NOT NULL,
     recorded_by uuid NOT NULL REFERENCES officer,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT agreement_review_outcome_check CHECK (outcome IN ('keep','revise')))`,
  `CREATE INDEX agreement_review_partnership_id_recorded_at_idx ON agreement_review (partnership_id, recorded_at)`,
  // Whatever was a predecessor's in a partnership is its successor's own.
  `CREATE FUNCTION agency_line(partnership uuid, agency uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
     WITH RECURSIVE line (id) AS (
       SELECT agency
       UNION SELECT s.predecessor_id FROM succession s JOIN line ON s.successor_id = line.id AND s.partnership_id = partnership)
     SELECT id FROM line $$`,
  ...['agreement_withdrawal', 'succession', 'agreement_review'].flatMap((table) => rowSecurity(table, inPartnership())),
  ...ofExchange(ofAgencyLine()),
];

const DOWN = [
  ...ofExchange(ofAgency()),
  'DROP FUNCTION agency_line(uuid, uuid)',
  'DROP TABLE agreement_review',
  'DROP TABLE succession',
  'DROP TABLE agreement_withdrawal',
  'DROP INDEX signature_one_that_counts_idx',
  'DELETE FROM signature WHERE ended_at IS NOT NULL',
  `ALTER TABLE signature DROP signed_by, DROP ended_at, ADD UNIQUE (agreement_version_id, agency_id)`,
  `DELETE FROM agreement_version WHERE state = 'draft'`,
  'DROP INDEX agreement_version_one_draft_idx',
  `ALTER TABLE agreement_version
     DROP state, DROP text_format, DROP gateways, DROP retention, DROP reading, DROP review_on, DROP old_ends_on,
     ALTER text_sha256 SET NOT NULL, ALTER published_at SET NOT NULL`,
];
