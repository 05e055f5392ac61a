import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only log of every act. */
export class Ledger1763596800002 implements MigrationInterface {
  name = 'Ledger1763596800002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, REFUSE, ...APPEND_ONLY.map(guard)]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['ledger_head', 'ledger_tile', 'ledger_sequence', 'ledger_pending', 'ledger_entry']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('DROP FUNCTION ledger_is_append_only()');
  }
}

const TABLES = [
  String.raw`CREATE TABLE ledger_entry (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     event_id uuid NOT NULL UNIQUE,
     partnership_id uuid,
     event text NOT NULL,
     subject_kind text,
     subject_id text,
     leaf bytea NOT NULL,
     leaf_hash bytea NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     CONSTRAINT ledger_entry_leaf_check CHECK (octet_length(leaf) <= 4096),
     CONSTRAINT ledger_entry_leaf_hash_check CHECK (leaf_hash = sha256('\x00'::bytea || leaf)))`,
  'CREATE INDEX ledger_entry_partnership_id_idx ON ledger_entry (partnership_id)',
  'CREATE INDEX ledger_entry_subject_kind_subject_id_idx ON ledger_entry (subject_kind, subject_id)',
  'CREATE TABLE ledger_pending (entry_id bigint PRIMARY KEY)',
  `CREATE TABLE ledger_sequence (
     seq bigint PRIMARY KEY,
     entry_id bigint NOT NULL UNIQUE REFERENCES ledger_entry)`,
  `CREATE TABLE ledger_tile (
     level integer NOT NULL,
     idx bigint NOT NULL,
     hashes bytea NOT NULL,
     PRIMARY KEY (level, idx),
     CONSTRAINT ledger_tile_hashes_check
       CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0))`,
  `CREATE TABLE ledger_head (
     size bigint PRIMARY KEY,
     root_hash bytea NOT NULL,
     made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     CONSTRAINT ledger_head_root_hash_check CHECK (octet_length(root_hash) = 32))`,
];

const APPEND_ONLY = ['ledger_entry', 'ledger_sequence', 'ledger_head'];

// Keeps honest mistakes out. Who owns the database can switch a trigger off: the tree is what finds that out.
const REFUSE = `CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% refused: % is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$`;

const guard = (table: string): string =>
  `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()`;
