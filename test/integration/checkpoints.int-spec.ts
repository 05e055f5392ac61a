import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CheckpointService,
  LEDGER_ENTITIES,
  LedgerService,
  LogKeyService,
  openCheckpoint,
  vkeyOf,
  type LedgerRecord,
} from '@broker/ledger';
import { declareSystemProcess, openDataSource, ScopedDataSource, scopedOptions } from '@broker/platform';
import type { DataSource } from 'typeorm';
import { SettableClock } from '../support/clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;
let ledger: LedgerService;
let keys: LogKeyService;
let checkpoints: CheckpointService;

const clock = new SettableClock('2026-11-20T09:00:00Z');
const config = {
  tokenSecret: 'a secret of at least 32 characters',
  logKeyFile: null,
  publicUrl: 'https://log.example.org',
};
const keysWith = (changes: Partial<Omit<typeof config, 'logKeyFile'> & { logKeyFile: string | null }> = {}) =>
  new LogKeyService(dataSource, ledger, clock, { ...config, ...changes });

const act = (): LedgerRecord => ({
  event: 'SignedOut',
  at: clock.now(),
  partnershipId: null,
  agencyId: null,
  officerId: randomUUID(),
  subject: null,
  facts: {},
});

/** Appends and sequences so many entries. */
async function grow(n: number): Promise<void> {
  await dataSource.transaction(async (manager) => {
    for (let i = 0; i < n; i++) await ledger.append(manager, act());
  });
  while ((await ledger.sequencePending()) > 0);
}

beforeEach(async () => {
  declareSystemProcess();
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url, LEDGER_ENTITIES);
  ledger = new LedgerService(dataSource);
  keys = keysWith();
  checkpoints = new CheckpointService(dataSource, keys, clock);
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('ISA-22: the key of the log', () => {
  it('is made once, however many ask at once, and stays the same under the same secret', async () => {
    expect(await keys.publicKey()).toBeNull();
    const signers = await Promise.all(Array.from({ length: 8 }, () => keysWith().signer()));
    const vkeys = new Set([...signers, await keysWith().signer()].map(({ key }) => vkeyOf(key)));
    expect(vkeys.size).toBe(1);
    expect([...vkeys][0]).toMatch(/^log\.example\.org\/log\/[0-9a-f]{8}\+[0-9a-f]{8}\+/);
    expect(vkeyOf((await keysWith().publicKey())!)).toBe([...vkeys][0]);
    const entries = await dataSource.query<unknown[]>(`SELECT 1 FROM ledger_entry WHERE event = 'LogKeyMade'`);
    expect(entries).toHaveLength(1);
  });

  it('cannot be opened under another secret', async () => {
    await keys.signer();
    await expect(keysWith({ tokenSecret: 'b secret of at least 32 characters' }).signer()).rejects.toThrow('log-key');
  });

  it('may live in a file alone, which then is the only one that signs', async () => {
    const logKeyFile = path.join(os.tmpdir(), `log-key-${randomUUID()}.pem`);
    const write = (): void =>
      writeFileSync(logKeyFile, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
    write();
    const signer = await keysWith({ logKeyFile }).signer();
    const [row] = await dataSource.query<{ sealed_private_key: Buffer | null }[]>('SELECT * FROM ledger_key');
    expect(row!.sealed_private_key).toBeNull();
    expect(vkeyOf((await keysWith().publicKey())!)).toBe(vkeyOf(signer.key));
    await expect(keysWith().signer()).rejects.toThrow('LOG_KEY_FILE has to name it');
    write();
    await expect(keysWith({ logKeyFile }).signer()).rejects.toThrow('another key');
    writeFileSync(logKeyFile, 'no key');
    await expect(keysWith({ logKeyFile }).signer()).rejects.toThrow('no Ed25519 private key');
    rmSync(logKeyFile);
    await expect(keysWith({ logKeyFile }).signer()).rejects.toThrow('cannot be read');
  });
});

describe('ISA-22: checkpoints', () => {
  it('are signed for the newest head, once for each, by whoever comes first', async () => {
    expect(await checkpoints.latest()).toBeNull();
    const { key } = await keys.signer();
    await grow(3);
    const signed = await Promise.all(Array.from({ length: 5 }, () => checkpoints.signNewest()));
    expect(signed.filter((size) => size !== null)).toEqual([4]);
    expect(await checkpoints.signNewest()).toBeNull();
    await grow(300);
    clock.set('2026-11-20T09:00:05Z');
    expect(await checkpoints.signNewest()).toBe(304);
    const [first, newest] = [await checkpoints.at(4), await checkpoints.latest()];
    expect(newest).toMatchObject({ size: 304, madeAt: clock.now(), cosignatures: [] });
    expect(openCheckpoint(first!.note, [key])).toMatchObject({ origin: key.name, size: 4 });
    expect(openCheckpoint(newest!.note, [key])).toMatchObject({ size: 304 });
    expect(await checkpoints.at(5)).toBeNull();
  });

  it('are not signed when the log does not follow from the last one', async () => {
    await grow(5);
    await checkpoints.signNewest();
    await grow(5);
    await forge(`UPDATE ledger_checkpoint SET root_hash = sha256('another tree')`);
    await expect(checkpoints.signNewest()).rejects.toThrow('does not follow from its last checkpoint');
    expect((await checkpoints.latest())!.size).toBe(5);
  });

  it('are not signed for a log that has become shorter', async () => {
    await grow(5);
    await checkpoints.signNewest();
    await forge(
      `INSERT INTO ledger_head (size, root_hash) VALUES (900, sha256(''))`,
      `INSERT INTO ledger_checkpoint (size, root_hash, note, made_at) VALUES (900, sha256(''), '', now())`,
      `DELETE FROM ledger_checkpoint WHERE size = 900`,
      `UPDATE ledger_checkpoint SET size = 900`,
      `DELETE FROM ledger_head WHERE size = 900`,
    );
    await grow(1);
    await expect(checkpoints.signNewest()).rejects.toThrow('does not follow');
  });
});

/** Does what only somebody with every right on the database can do. */
async function forge(...statements: string[]): Promise<void> {
  await dataSource.transaction(async (manager) => {
    for (const table of ['ledger_checkpoint', 'ledger_head'])
      await manager.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    for (const statement of statements) await manager.query(statement);
  });
}

describe('ISA-22: what was logged stays', () => {
  const KEPT = [
    'ledger_entry',
    'ledger_sequence',
    'ledger_head',
    'ledger_tile',
    'ledger_key',
    'ledger_checkpoint',
    'ledger_cosignature',
    'ledger_receipt',
  ];
  let application: DataSource;

  beforeEach(async () => {
    application = await new ScopedDataSource(scopedOptions(database.url)).initialize();
    await grow(2);
    await checkpoints.signNewest();
  });
  afterEach(() => application.destroy());

  it.each(KEPT)('the application may not change, delete or empty %s', async (table) => {
    const denied = new RegExp(`permission denied for table ${table}`);
    const [{ column }] = await dataSource.query<[{ column: string }]>(
      'SELECT column_name AS column FROM information_schema.columns WHERE table_name = $1 AND is_identity = $2 LIMIT 1',
      [table, 'NO'],
    );
    await expect(application.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow(denied);
    await expect(application.query(`DELETE FROM ${table}`)).rejects.toThrow(denied);
    await expect(application.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(denied);
    await expect(application.query(`DROP TABLE ${table} CASCADE`)).rejects.toThrow('must be owner');
    await expect(application.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)).rejects.toThrow('must be owner');
  });

  it.each(KEPT)('not even its owner changes %s by mistake', async (table) => {
    await expect(dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(`${table} is append-only`);
  });

  it('of the whole log the application removes one thing: that an entry awaits its place', async () => {
    await grow(0);
    await dataSource.transaction((manager) => ledger.append(manager, act()));
    const [, removed] = await application.query<[unknown, number]>('DELETE FROM ledger_pending RETURNING 1');
    expect(removed).toBe(1);
    await expect(application.query('UPDATE ledger_pending SET entry_id = 1')).rejects.toThrow('permission denied');
  });
});
