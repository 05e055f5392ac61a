import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  faultOfProof,
  leafHash,
  LEDGER_ENTITIES,
  LedgerSequencer,
  LedgerService,
  rootOf,
  toHex,
  type LedgerProof,
  type LedgerRecord,
  type Receipt,
} from '@broker/ledger';
import { openDataSource } from '@broker/platform';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;
let ledger: LedgerService;

const PARTNERSHIP = randomUUID();
const act = (releaseId: string, partnershipId: string | null = PARTNERSHIP): LedgerRecord => ({
  event: 'SignedOut',
  at: new Date('2026-11-20T09:00:00Z'),
  partnershipId,
  agencyId: randomUUID(),
  officerId: randomUUID(),
  subject: { kind: 'release', id: releaseId },
  facts: {},
});
const append = (record = act('r1')): Promise<Receipt> =>
  dataSource.transaction((manager) => ledger.append(manager, record));
const appendMany = (n: number): Promise<Receipt[]> => Promise.all(Array.from({ length: n }, () => append()));
const count = async (table: string): Promise<number> =>
  Number((await dataSource.query<{ n: string }[]>(`SELECT count(*) AS n FROM ${table}`))[0]!.n);

async function sequenceAll(limit?: number): Promise<void> {
  while ((await ledger.sequencePending(limit)) > 0);
}

beforeEach(async () => {
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url, LEDGER_ENTITIES);
  ledger = new LedgerService(dataSource);
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('the tables of the ledger', () => {
  it('are what the entities say', async () => {
    const differences = await dataSource.driver.createSchemaBuilder().log();
    expect(differences.upQueries.map(({ query }) => query).filter((query) => query.includes('ledger'))).toEqual([]);
  });

  it.each(['ledger_entry', 'ledger_sequence', 'ledger_head', 'ledger_tile'])('refuse to change %s', async (table) => {
    await appendMany(2);
    await sequenceAll();
    const column = (
      await dataSource.query<{ column_name: string }[]>(
        'SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND is_identity = $2 LIMIT 1',
        [table, 'NO'],
      )
    )[0]!.column_name;
    const refused = /refused: ledger_\w+ is append-only/;
    await expect(dataSource.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow(refused);
    await expect(dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(refused);
    await expect(dataSource.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(refused);
    expect(await count(table)).toBeGreaterThan(0);
  });

  it('refuse a leaf that does not hash to its hash', async () => {
    const insert = dataSource.query(
      `INSERT INTO ledger_entry (event_id, event, leaf, leaf_hash) VALUES ($1, 'SignedIn', '{}', sha256('{}'))`,
      [randomUUID()],
    );
    await expect(insert).rejects.toThrow('ledger_entry_leaf_hash_check');
  });
});

describe('append', () => {
  it('leaves nothing when the act is rolled back', async () => {
    const undone = dataSource.transaction(async (manager) => {
      await ledger.append(manager, act('r1'));
      expect(await manager.query('SELECT 1 FROM ledger_pending')).toHaveLength(1);
      throw new Error('the act failed');
    });
    await expect(undone).rejects.toThrow('the act failed');
    expect([await count('ledger_entry'), await count('ledger_pending')]).toEqual([0, 0]);
  });

  it('undoes the act when the record is not allowed', async () => {
    await dataSource.query('CREATE TABLE deed (id int)');
    const bad = { ...act('r1'), facts: { reason: 1 } } as unknown as LedgerRecord;
    const undone = dataSource.transaction(async (manager) => {
      await manager.query('INSERT INTO deed VALUES (1)');
      await ledger.append(manager, bad);
    });
    await expect(undone).rejects.toThrow('not declared: [reason]');
    expect(await count('deed')).toBe(0);
  });

  it('gives a receipt of what is stored', async () => {
    const receipt = await append();
    const [row] = await dataSource.query<{ leaf: Buffer; leaf_hash: Buffer }[]>('SELECT * FROM ledger_entry');
    expect(toHex(leafHash(row!.leaf))).toBe(receipt.leafHash);
    expect(JSON.parse(row!.leaf.toString())).toMatchObject({
      eventId: receipt.eventId,
      clause: 'ISA-26',
      outcome: 'done',
    });
  });
});

describe('sequencing', () => {
  it('changes nothing when nothing is pending', async () => {
    expect(await ledger.sequencePending()).toBe(0);
    expect(await count('ledger_head')).toBe(0);
    expect(await ledger.head()).toMatchObject({ size: 0, rootHash: toHex(rootOf([])), madeAt: null });
    expect(await ledger.verifyWholeLog()).toMatchObject({ ok: true, size: 0 });
  });

  it('is gapless while 200 appends and two sequencers run at once', async () => {
    const before = await appendMany(100);
    // Neither sequencer fails: they wait for each other.
    const [during] = await Promise.all([appendMany(100), sequenceAll(7), sequenceAll(7)]);
    await sequenceAll(7);
    const receipts = [...before, ...during];
    const rows = await dataSource.query<{ seq: string; event_id: string }[]>(
      'SELECT seq, event_id FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id ORDER BY seq',
    );
    expect(rows.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect(new Set(rows.map((row) => row.event_id))).toEqual(new Set(receipts.map(({ eventId }) => eventId)));
    expect(await count('ledger_pending')).toBe(0);
    expect(await ledger.verifyWholeLog()).toMatchObject({ ok: true, size: 200 });
  });

  it('stops when the tiles no longer add up to the head', async () => {
    await appendMany(3);
    await sequenceAll();
    await tamper(`UPDATE ledger_tile SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)`);
    await append();
    await expect(ledger.sequencePending()).rejects.toThrow('do not add up to its last head');
    expect(await count('ledger_pending')).toBe(1);
  });

  it('is done by the sequencer, which starts and stops', async () => {
    const sequencer = new LedgerSequencer(ledger);
    const { eventId } = await append();
    sequencer.start(1);
    sequencer.start(1);
    while ((await ledger.inclusionProof(eventId)) === 'pending');
    await sequencer.stop();
    await append();
    expect(await ledger.head()).toMatchObject({ size: 1 });
  });
});

describe('proofs', () => {
  it('of every entry hold, in a tree that grew by uneven steps over several tiles', async () => {
    const receipts = await appendMany(600);
    for (const limit of [1, 2, 250, 3, 1000]) await ledger.sequencePending(limit);
    const head = await ledger.head();
    expect(head.size).toBe(600);
    for (const { eventId, leafHash: hash } of receipts) {
      const proof = (await ledger.inclusionProof(eventId)) as LedgerProof;
      expect(proof).toMatchObject({ eventId, leafHash: hash, treeSize: 600, rootHash: head.rootHash });
      expect(faultOfProof(proof)).toBeNull();
    }
  });

  it('are not there for an entry that is pending or unknown', async () => {
    const { eventId } = await append();
    expect(await ledger.inclusionProof(eventId)).toBe('pending');
    expect(await ledger.inclusionProof(randomUUID())).toBeNull();
    expect(await ledger.inclusionProof('no id')).toBeNull();
  });
});

describe('entriesOf', () => {
  it('lists the entries of one subject in one partnership, newest first', async () => {
    const other = randomUUID();
    const first = await append(act('r1'));
    await append(act('r1', other));
    await append(act('r2'));
    await sequenceAll();
    const last = await append(act('r1'));
    const outside = await append(act('r1', null));
    const found = await ledger.entriesOf({ kind: 'release', id: 'r1' }, PARTNERSHIP);
    expect(found.map(({ eventId, sequence }) => [eventId, sequence])).toEqual([
      [last.eventId, null],
      [first.eventId, 0],
    ]);
    expect(found[0]).toMatchObject({
      leafHash: last.leafHash,
      leaf: { event: 'SignedOut', eventId: last.eventId },
    });
    expect(await ledger.entriesOf({ kind: 'release', id: 'r1' }, PARTNERSHIP, 1)).toHaveLength(1);
    expect(await ledger.entriesOf({ kind: 'release', id: 'r1' }, null)).toMatchObject([{ eventId: outside.eventId }]);
  });
});

const SIZE = 300;
const tamper = (statement: string): Promise<unknown> =>
  dataSource.transaction(async (manager) => {
    for (const table of ['ledger_entry', 'ledger_sequence', 'ledger_head', 'ledger_tile']) {
      await manager.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    }
    await manager.query(statement);
  });
const entryAt = (seq: number): string => `(SELECT entry_id FROM ledger_sequence WHERE seq = ${seq})`;
const forged = `convert_to(replace(convert_from(leaf, 'UTF8'), '09:00', '10:00'), 'UTF8')`;
const hashOf = (leaf: string): string => String.raw`sha256('\x00'::bytea || ${leaf})`;

describe('verifyWholeLog, when somebody with every right on the database', () => {
  beforeEach(async () => {
    await appendMany(SIZE);
    await sequenceAll();
  });

  it('has done nothing, nothing is found', async () => {
    expect(await ledger.verifyWholeLog()).toMatchObject({ ok: true, size: SIZE });
  });

  it.each([
    [
      'alters a leaf',
      `ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_leaf_hash_check;
       UPDATE ledger_entry SET leaf = ${forged} WHERE id = ${entryAt(17)}`,
      { seq: 17, fault: 'leaf-hash-wrong' },
    ],
    [
      'alters a leaf and its hash',
      `UPDATE ledger_entry SET leaf = ${forged}, leaf_hash = ${hashOf(forged)} WHERE id = ${entryAt(290)}`,
      { seq: 290, fault: 'tree-hash-wrong' },
    ],
    [
      'alters a leaf, its hash and its tile',
      `UPDATE ledger_entry SET leaf = ${forged}, leaf_hash = ${hashOf(forged)} WHERE id = ${entryAt(5)};
       UPDATE ledger_tile SET hashes = overlay(hashes PLACING (SELECT leaf_hash FROM ledger_entry WHERE id = ${entryAt(5)})
         FROM 5 * 32 + 1) WHERE level = 0 AND idx = 0`,
      { seq: null, fault: 'root-mismatch' },
    ],
    ['removes the place of an entry', 'DELETE FROM ledger_sequence WHERE seq = 42', { seq: 42, fault: 'gap' }],
    ['removes the last entries', 'DELETE FROM ledger_sequence WHERE seq > 250', { seq: 251, fault: 'gap' }],
    ['removes an entry', `DELETE FROM ledger_entry WHERE id = ${entryAt(255)}`, { seq: 255, fault: 'gap' }],
    [
      'swaps two entries',
      `ALTER TABLE ledger_sequence DROP CONSTRAINT ledger_sequence_entry_id_key;
       UPDATE ledger_sequence SET entry_id = CASE seq WHEN 8 THEN ${entryAt(9)} ELSE ${entryAt(8)} END WHERE seq IN (8, 9)`,
      { seq: 8, fault: 'tree-hash-wrong' },
    ],
    ['rewrites the head', `UPDATE ledger_head SET root_hash = sha256('')`, { seq: null, fault: 'root-mismatch' }],
    [
      'files an entry under another subject',
      `UPDATE ledger_entry SET subject_id = 'r9' WHERE id = ${entryAt(30)}`,
      { seq: 30, fault: 'misfiled' },
    ],
    [
      'takes an entry out of the queue',
      `INSERT INTO ledger_entry (event_id, event, leaf, leaf_hash) SELECT gen_random_uuid(), event, leaf, leaf_hash FROM ledger_entry LIMIT 1`,
      { seq: null, fault: 'misfiled' },
    ],
  ])('%s: it is found', async (_, statements, verdict) => {
    await tamper(statements);
    expect(await ledger.verifyWholeLog()).toEqual({ ok: false, ...verdict });
  });
});
