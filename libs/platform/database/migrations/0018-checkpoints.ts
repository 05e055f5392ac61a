import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE, inPartnership, rowSecurity } from '../row-security.js';

/** Signed checkpoints of the log, the witnesses that cosign them, and tiles that are only ever added to (ISA-22). */
export class Checkpoints1763596800018 implements MigrationInterface {
  name = 'Checkpoints1763596800018';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const NEVER_CHANGED = ['ledger_tile', 'ledger_key', 'ledger_checkpoint', 'ledger_cosignature', 'ledger_receipt'];

const guard = (table: string): string =>
  `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()`;

const UP = [
  // A tile grew in place until now; from here on each step that it grows by is a row of its own.
  'ALTER TABLE ledger_tile ADD COLUMN first integer NOT NULL DEFAULT 0',
  'ALTER TABLE ledger_tile ALTER COLUMN first DROP DEFAULT',
  'ALTER TABLE ledger_tile DROP CONSTRAINT ledger_tile_pkey, ADD PRIMARY KEY (level, idx, first)',
  'ALTER TABLE ledger_tile ADD CONSTRAINT ledger_tile_first_check CHECK (first BETWEEN 0 AND 255)',
  `CREATE TABLE ledger_key (
     id integer NOT NULL PRIMARY KEY,
     name text NOT NULL,
     public_key bytea NOT NULL,
     sealed_private_key bytea,
     made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     CONSTRAINT ledger_key_one_check CHECK (id = 1),
     CONSTRAINT ledger_key_public_key_check CHECK (octet_length(public_key) = 32))`,
  `CREATE TABLE ledger_checkpoint (
     size bigint NOT NULL PRIMARY KEY REFERENCES ledger_head,
     root_hash bytea NOT NULL,
     note text NOT NULL,
     made_at timestamptz NOT NULL,
     CONSTRAINT ledger_checkpoint_root_hash_check CHECK (octet_length(root_hash) = 32))`,
  `CREATE TABLE witness (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL,
     agency_id uuid NOT NULL,
     vkey text NOT NULL,
     address text NOT NULL,
     registered_by uuid,
     registered_at timestamptz NOT NULL,
     removed_at timestamptz,
     asked_at timestamptz,
     held_size bigint,
     failures integer NOT NULL DEFAULT 0,
     fault text)`,
  'CREATE UNIQUE INDEX witness_same_key_idx ON witness (partnership_id, vkey) WHERE removed_at IS NULL',
  `CREATE TABLE ledger_cosignature (
     size bigint NOT NULL REFERENCES ledger_checkpoint,
     witness_id uuid NOT NULL REFERENCES witness,
     line text NOT NULL,
     signed_at timestamptz NOT NULL,
     PRIMARY KEY (size, witness_id))`,
  'CREATE INDEX ledger_cosignature_witness_id_size_idx ON ledger_cosignature (witness_id, size)',
  `CREATE TABLE witness_rule (
     partnership_id uuid NOT NULL PRIMARY KEY,
     quorum integer NOT NULL,
     hours integer NOT NULL,
     set_by uuid,
     set_at timestamptz NOT NULL,
     CONSTRAINT witness_rule_check CHECK (quorum BETWEEN 1 AND 20 AND hours BETWEEN 1 AND 168))`,
  `CREATE TABLE ledger_receipt (
     event_id uuid NOT NULL PRIMARY KEY,
     leaf_hash bytea NOT NULL,
     note text NOT NULL,
     issued_at timestamptz NOT NULL,
     CONSTRAINT ledger_receipt_leaf_hash_check CHECK (octet_length(leaf_hash) = 32))`,
  ...NEVER_CHANGED.map(guard),
  `REVOKE UPDATE, DELETE ON ${NEVER_CHANGED.join(', ')} FROM ${APP_ROLE}`,
  `REVOKE DELETE ON witness, witness_rule FROM ${APP_ROLE}`,
  ...rowSecurity('ledger_key', 'false'),
  ...rowSecurity('ledger_receipt', 'false'),
  ...rowSecurity('witness', inPartnership()),
  ...rowSecurity('witness_rule', inPartnership()),
];

const DOWN = [
  'DROP TABLE ledger_receipt',
  'DROP TABLE witness_rule',
  'DROP TABLE ledger_cosignature',
  'DROP TABLE witness',
  'DROP TABLE ledger_checkpoint',
  'DROP TABLE ledger_key',
  'DROP TRIGGER ledger_tile_append_only ON ledger_tile',
  'ALTER TABLE ledger_tile DROP CONSTRAINT ledger_tile_first_check',
  `INSERT INTO ledger_tile (level, idx, first, hashes)
     SELECT level, idx, 256, string_agg(hashes, ''::bytea ORDER BY first) FROM ledger_tile GROUP BY level, idx`,
  'DELETE FROM ledger_tile WHERE first < 256',
  'ALTER TABLE ledger_tile DROP CONSTRAINT ledger_tile_pkey, DROP COLUMN first, ADD PRIMARY KEY (level, idx)',
  `GRANT UPDATE ON ledger_tile TO ${APP_ROLE}`,
];
