import type { MigrationInterface, QueryRunner } from 'typeorm';
import { anyOfAgencyLine, inPartnership, rowSecurity } from '../row-security.js';

/** Personal information, each item encrypted under a key of its own (ISA-23, 26). */
export class Vault1763596800015 implements MigrationInterface {
  name = 'Vault1763596800015';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vault_item');
  }
}

const UP = [
  `CREATE TABLE vault_item (
     id uuid NOT NULL PRIMARY KEY,
     partnership_id uuid NOT NULL,
     agency_ids uuid[] NOT NULL,
     bound_to text NOT NULL,
     key_id text,
     wrapped_key bytea,
     sealed bytea,
     commitment text NOT NULL,
     stored_at timestamptz NOT NULL DEFAULT now(),
     destroyed_at timestamptz,
     CONSTRAINT vault_item_destroyed_check CHECK (
       (destroyed_at IS NULL) = (key_id IS NOT NULL) AND (destroyed_at IS NULL) = (wrapped_key IS NOT NULL)
       AND (destroyed_at IS NULL) = (sealed IS NOT NULL)),
     CONSTRAINT vault_item_agency_ids_check CHECK (cardinality(agency_ids) > 0))`,
  'CREATE INDEX vault_item_key_id_idx ON vault_item (key_id)',
  ...rowSecurity('vault_item', `(${inPartnership()} AND ${anyOfAgencyLine('agency_ids')})`),
];
