import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CheckpointService,
  LEDGER_ENTITIES,
  LedgerService,
  LogKeyService,
  LogFilesService,
  openReceipt,
  ReceiptService,
  TILE_WIDTH,
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

/** A reader that knows the published format alone: files in, hashes out. */
describe('ISA-22: the log as files', () => {
  const sha256 = (...parts: Uint8Array[]): string => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
  const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
  const node = (left: string, right: string): string => sha256(Uint8Array.of(1), bytes(left), bytes(right));
  function treeHash(leaves: string[]): string {
    if (leaves.length < 2) return leaves[0] ?? sha256();
    let split = 1;
    while (split * 2 < leaves.length) split *= 2;
    return node(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
  }

  let files: LogFilesService;
  const read = (path: string): Promise<Uint8Array | null> => files.read(path);
  /** What stands below `tile/<kind>/`, for so many hashes or entries. */
  async function all(kind: string, count: number): Promise<Buffer[]> {
    const found: Buffer[] = [];
    for (let index = 0; index * TILE_WIDTH < count; index++) {
      const width = Math.min(TILE_WIDTH, count - index * TILE_WIDTH);
      const name = String(index).padStart(3, '0');
      const file = await read(`tile/${kind}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`);
      found.push(Buffer.from(file!));
    }
    return found;
  }
  const hashesIn = (files: Buffer[]): string[] => Buffer.concat(files).toString('hex').match(/.{64}/g) ?? [];
  const entriesIn = (files: Buffer[]): Buffer[] => {
    const [whole, entries] = [Buffer.concat(files), [] as Buffer[]];
    for (let at = 0; at < whole.length; at += 2 + whole.readUInt16BE(at))
      entries.push(whole.subarray(at + 2, at + 2 + whole.readUInt16BE(at)));
    return entries;
  };

  beforeEach(() => {
    files = new LogFilesService(dataSource, checkpoints);
  });

  it('gives back the root of every checkpoint that was ever signed, from its entries and from its hashes', async () => {
    const sizes: number[] = [];
    for (const more of [1, 2, 200, 52, 1, 300, 90]) {
      await grow(more);
      sizes.push((await checkpoints.signNewest())!);
    }
    expect(sizes.at(-1)).toBeGreaterThan(600);
    for (const size of sizes) {
      const leaves = hashesIn(await all('0', size));
      expect(treeHash(leaves)).toBe((await checkpoints.at(size))!.rootHash);
      expect(entriesIn(await all('entries', size)).map((entry) => sha256(Uint8Array.of(0), entry))).toEqual(leaves);
      const full = Math.floor(size / TILE_WIDTH);
      const above = Array.from({ length: full }, (_, i) =>
        treeHash(leaves.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)),
      );
      expect(hashesIn(await all('1', full))).toEqual(above);
    }
  });

  it('holds nothing that no checkpoint covers', async () => {
    await grow(3);
    expect(await read('checkpoint')).toBeNull();
    expect(await read('tile/0/000.p/1')).toBeNull();
    await checkpoints.signNewest();
    await grow(3);
    expect([await read('tile/0/000.p/3'), await read('tile/0/000.p/4')]).toEqual([expect.anything(), null]);
    expect([await read('tile/entries/000.p/3'), await read('tile/entries/000.p/4')]).toEqual([expect.anything(), null]);
    expect([await read('tile/0/000'), await read('tile/1/000.p/1'), await read('tile/0/001.p/1')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('withholds entries that are not the reader’s to see, not their hashes', async () => {
    await grow(4);
    await checkpoints.signNewest();
    let asked = 0;
    const bundle = await files.read('tile/entries/000.p/4', () => (asked += 1) % 2 === 0);
    expect(entriesIn([Buffer.from(bundle!)]).map(({ length }) => length > 0)).toEqual([false, true, false, true]);
  });
});

describe('ISA-22: receipts', () => {
  const receiptsWith = (logKeyFile: string | null = null) =>
    new ReceiptService(dataSource, keysWith({ logKeyFile }), { logKeyFile });

  it('are signed by the log’s key, the same each time, and only for whoever may see the entry', async () => {
    const { eventId, leafHash } = await dataSource.transaction((manager) => ledger.append(manager, act()));
    const given = await receiptsWith().of(eventId);
    expect(given).toMatchObject({ ok: true, value: { eventId, leafHash } });
    const { note, at } = given.ok ? given.value! : never();
    const opened = openReceipt(note, [(await keys.signer()).key]);
    expect(opened).toMatchObject({ eventId, at });
    expect(await receiptsWith().of(eventId)).toEqual(given);
    expect(await receiptsWith().of(eventId, () => false)).toEqual({ ok: true, value: null });
    expect(await receiptsWith().of(randomUUID())).toEqual({ ok: true, value: null });
  });

  it('are refused where the log’s key lives in another process', async () => {
    const { eventId } = await dataSource.transaction((manager) => ledger.append(manager, act()));
    await dataSource.query(
      `INSERT INTO ledger_key (id, name, public_key) VALUES (1, 'log.example/1', decode(repeat('00', 32), 'hex'))`,
    );
    expect(await receiptsWith().of(eventId)).toMatchObject({ refusal: { code: 'ledger/key-elsewhere' } });
  });

  it('are found missing when their entry was taken out of the log or altered, and entries that wait too long are counted', async () => {
    const receipts = receiptsWith();
    const reconciled = (): ReturnType<ReceiptService['reconcile']> => receipts.reconcile();
    const past = (): Promise<unknown> =>
      forge(
        'ALTER TABLE ledger_receipt DISABLE TRIGGER ALL',
        'ALTER TABLE ledger_entry DISABLE TRIGGER ALL',
        'ALTER TABLE ledger_sequence DISABLE TRIGGER ALL',
        `UPDATE ledger_receipt SET issued_at = issued_at - interval '61 seconds'`,
        `UPDATE ledger_entry SET created_at = created_at - interval '61 seconds'`,
      );
    const [kept, removed] = [
      await dataSource.transaction((manager) => ledger.append(manager, act())),
      await dataSource.transaction((manager) => ledger.append(manager, act())),
    ];
    for (const { eventId } of [kept, removed]) await receipts.of(eventId);
    expect(await reconciled()).toEqual({ receipts: 0, missing: 0, late: 0 });
    await past();
    expect(await reconciled()).toEqual({ receipts: 2, missing: 2, late: 3 });
    await grow(0);
    expect(await reconciled()).toEqual({ receipts: 2, missing: 0, late: 0 });
    await forge(
      `DELETE FROM ledger_sequence WHERE entry_id = (SELECT id FROM ledger_entry WHERE event_id = '${removed.eventId}')`,
      `DELETE FROM ledger_entry WHERE event_id = '${removed.eventId}'`,
    );
    expect(await reconciled()).toEqual({ receipts: 2, missing: 1, late: 0 });
    const noteOf = async (eventId: string): Promise<string> =>
      (await dataSource.query<[{ note: string }]>('SELECT note FROM ledger_receipt WHERE event_id = $1', [eventId]))[0]
        .note;
    const keptNote = await noteOf(kept.eventId);
    expect(await receipts.check(keptNote)).toMatchObject({
      ok: true,
      eventId: kept.eventId,
      sequence: expect.any(Number),
    });
    expect(await receipts.check(await noteOf(removed.eventId))).toEqual({ ok: false, fault: 'missing' });
    expect(await receipts.check(keptNote.replace(/Z\n/, '1Z\n'))).toEqual({ ok: false, fault: 'bad-signature' });
    await forge(
      `UPDATE ledger_entry SET leaf = leaf || '\\x20'::bytea, leaf_hash = sha256('\\x00'::bytea || leaf || '\\x20'::bytea) WHERE event_id = '${kept.eventId}'`,
    );
    expect(await receipts.check(keptNote)).toEqual({ ok: false, fault: 'altered' });
  });
});

const never = (): never => {
  throw new Error('There is no receipt.');
};

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
