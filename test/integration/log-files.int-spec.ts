import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CHECKPOINT_PATH,
  CheckpointService,
  checkpointText,
  COSIGNATURE_KEY,
  cosignatureLine,
  entryBundle,
  leafBytes,
  leafHash,
  LEDGER_ENTITIES,
  LedgerService,
  LogFilesService,
  LogKeyService,
  noteText,
  openProof,
  parseCheckpoint,
  POLICY_PATH,
  ProofFilesService,
  rootOf,
  signCheckpoint,
  toHex,
  verifyFiles,
  vkeyOf,
  type BadLog,
  type LedgerRecord,
  type LogFiles,
  type LogFilesVerdict,
  type NoteSigner,
  type ProofFile,
  type ProvenEntry,
  type Receipt,
  type VerifierKnows,
} from '@broker/ledger';
import { openDataSource } from '@broker/platform';
import type { DataSource } from 'typeorm';
import { SettableClock } from '../support/clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { signerOf, type Files } from '../support/made-log.js';

const NOW = '2026-11-20T09:00:00Z';
const clock = new SettableClock(NOW);
const PARTNERSHIP = randomUUID();
const OTHER = randomUUID();
const config = {
  tokenSecret: 'a secret of at least 32 characters',
  logKeyFile: null,
  publicUrl: 'https://log.example.org',
};

let database: TestDatabase;
let dataSource: DataSource;
let ledger: LedgerService;
let keys: LogKeyService;
let checkpoints: CheckpointService;
let files: LogFilesService;
let proofs: ProofFilesService;

const act = (partnershipId: string | null): LedgerRecord => ({
  event: 'SignedOut',
  at: clock.now(),
  partnershipId,
  agencyId: null,
  officerId: randomUUID(),
  subject: null,
  facts: {},
});

/** Appends so many entries, those of every third call another partnership's, and sequences them. */
async function grow(n: number, partnershipId: string | null = PARTNERSHIP): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  await dataSource.transaction(async (manager) => {
    for (let i = 0; i < n; i++) receipts.push(await ledger.append(manager, act(partnershipId)));
  });
  while ((await ledger.sequencePending(100)) > 0);
  return receipts;
}

async function open(): Promise<void> {
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url, LEDGER_ENTITIES);
  ledger = new LedgerService(dataSource);
  keys = new LogKeyService(dataSource, ledger, clock, config);
  checkpoints = new CheckpointService(dataSource, keys, clock);
  files = new LogFilesService(dataSource, checkpoints);
  proofs = new ProofFilesService(dataSource, keys, checkpoints, files);
}

async function close(): Promise<void> {
  await dataSource.destroy();
  await database.drop();
}

/** Enters a witness; returns its id. */
async function enter(witness: NoteSigner): Promise<string> {
  const [row] = await dataSource.query<[{ id: string }]>(
    `INSERT INTO witness (partnership_id, agency_id, vkey, address, registered_at)
     VALUES ($1, $2, $3, 'https://witness.example', now()) RETURNING id`,
    [PARTNERSHIP, randomUUID(), vkeyOf(witness.key)],
  );
  return row.id;
}

/** Has a witness cosign the checkpoint of a size. */
async function cosign(witness: NoteSigner, id: string, size: number): Promise<void> {
  const { note } = (await checkpoints.at(size))!;
  const line = cosignatureLine(witness, Date.parse(NOW) / 1000, checkpointText(parseCheckpoint(noteText(note)!)!));
  await dataSource.query('INSERT INTO ledger_cosignature VALUES ($1, $2, $3, $4)', [size, id, line, clock.now()]);
}

const knows = async (more: Partial<VerifierKnows> = {}): Promise<VerifierKnows> => ({
  policy: (await proofs.policyOf(PARTNERSHIP))!,
  kept: [],
  cosignedSince: null,
  mayWithhold: false,
  ...more,
});
const verify = async (log: LogFiles, more?: Partial<VerifierKnows>): Promise<LogFilesVerdict> =>
  verifyFiles(log, await knows(more));
const inMap = (map: Files): LogFiles => ({ read: async (path) => map.get(path) ?? null });

async function bundle(...how: Parameters<ProofFilesService['bundle']>): Promise<Files> {
  const found: Files = new Map();
  for await (const { path, bytes } of proofs.bundle(...how)) found.set(path, bytes);
  return found;
}

describe('ISA-22: the log as files', () => {
  beforeAll(async () => {
    await open();
    await keys.signer();
    for (const n of [3, 250, 1, 300]) {
      await grow(n);
      await checkpoints.signNewest();
    }
    await grow(20, OTHER);
    await checkpoints.signNewest();
  });
  afterAll(close);

  it('proves itself to whoever reads it', async () => {
    expect(await verify(files)).toMatchObject({ ok: true, checkpoint: { size: 575 }, withheld: 0 });
    const kept = await Promise.all([4, 254, 255, 555].map(async (size) => (await checkpoints.at(size))!.note));
    expect(await verify(files, { kept })).toMatchObject({ ok: true });
  });

  it('still has every file that an older checkpoint was signed for, and no more of it than there was', async () => {
    for (const size of [4, 254, 255]) {
      const old: LogFiles = {
        read: async (path) =>
          path === CHECKPOINT_PATH ? new TextEncoder().encode((await checkpoints.at(size))!.note) : files.read(path),
      };
      expect(await verify(old)).toMatchObject({ ok: true, checkpoint: { size } });
    }
  });

  it.each([
    'tile/0/002.p/64',
    'tile/0/003',
    'tile/1/000',
    'tile/3/000.p/1',
    'tile/entries/002.p/64',
    'tile/entries/009',
  ])('has no %s', async (path) => expect(await files.read(path)).toBeNull());

  it.each(['', 'tile/0/../1', 'policy', '../etc/passwd', 'tile/0/1; DROP TABLE ledger_tile'])(
    'takes %p for no address',
    async (path) => expect(await files.read(path)).toBeNull(),
  );

  it('goes into a bundle: the keys, the checkpoint, then the files in order', async () => {
    const packed = await bundle(PARTNERSHIP);
    expect([...packed.keys()].slice(0, 4)).toEqual([POLICY_PATH, CHECKPOINT_PATH, 'tile/entries/000', 'tile/0/000']);
    expect(await verify(inMap(packed))).toMatchObject({ ok: true, checkpoint: { size: 575 } });
  });

  it('shows of another partnership’s entries the hash alone, and can be checked all the same', async () => {
    const packed = await bundle(PARTNERSHIP, ({ partnershipId }) => partnershipId !== OTHER);
    expect(await verify(inMap(packed), { mayWithhold: true })).toMatchObject({ ok: true, withheld: 20 });
    expect(await verify(inMap(packed))).toMatchObject({ ok: false, fault: 'withheld', seq: 555 });
    expect(Buffer.concat([...packed.values()]).includes(OTHER)).toBe(false);
  });
});

describe('ISA-22: the proof of one record', () => {
  beforeEach(open);
  afterEach(close);

  it('waits until a checkpoint covers it, and then holds', async () => {
    await keys.signer();
    const [receipt] = await grow(1);
    expect(await proofs.proof(receipt!.eventId, PARTNERSHIP)).toBe('pending');
    await checkpoints.signNewest();
    const { text, leaf } = (await proofs.proof(receipt!.eventId, PARTNERSHIP)) as ProofFile;
    const proven = openProof(text, (await knows()).policy) as ProvenEntry;
    expect(toHex(leafHash(proven.leaf))).toBe(receipt!.leafHash);
    expect(JSON.parse(leaf)).toMatchObject({ eventId: receipt!.eventId });
    expect(await proofs.proof(randomUUID(), PARTNERSHIP)).toBeNull();
    expect(await proofs.proof('no id', PARTNERSHIP)).toBeNull();
  });

  it('holds for every entry, in a tree of several tiles', async () => {
    await keys.signer();
    const receipts = [...(await grow(200)), ...(await grow(77))];
    await checkpoints.signNewest();
    const { policy } = await knows();
    for (const { eventId, leafHash: hash } of receipts) {
      const { text } = (await proofs.proof(eventId, PARTNERSHIP)) as ProofFile;
      expect(toHex(leafHash((openProof(text, policy) as ProvenEntry).leaf))).toBe(hash);
    }
  });

  it('is under the newest checkpoint that enough witnesses have cosigned', async () => {
    await keys.signer();
    const [anna, ben] = [signerOf('anna.example', COSIGNATURE_KEY, 5), signerOf('ben.example', COSIGNATURE_KEY, 6)];
    const [annaId, benId] = [await enter(anna), await enter(ben)];
    await dataSource.query('INSERT INTO witness_rule VALUES ($1, 2, 4, NULL, now())', [PARTNERSHIP]);
    const [first] = await grow(1);
    await checkpoints.signNewest();
    const [second] = await grow(1);
    await checkpoints.signNewest();
    const sizeOf = async (receipt: Receipt | undefined): Promise<number> =>
      ((await proofs.proof(receipt!.eventId, PARTNERSHIP)) as ProofFile).checkpoint.size;
    expect(await sizeOf(first)).toBe(3);
    for (const [witness, id] of [
      [anna, annaId],
      [ben, benId],
    ] as const)
      await cosign(witness, id, 2);
    await cosign(anna, annaId, 3);
    expect([await sizeOf(first), await sizeOf(second)]).toEqual([2, 3]);
    const policy = (await proofs.policyOf(PARTNERSHIP))!;
    expect(policy).toEqual((await proofs.policyOf(null))!);
    expect([policy.quorum, policy.witnesses.map(({ name }) => name)]).toEqual([2, ['anna.example', 'ben.example']]);
    const texts = await Promise.all([first, second].map((each) => proofs.proof(each!.eventId, PARTNERSHIP)));
    expect(openProof((texts[0] as ProofFile).text, policy)).toMatchObject({ checkpoint: { size: 2 } });
    expect(openProof((texts[1] as ProofFile).text, policy)).toBe('too-few-witnesses');
    expect(await verify(inMap(await bundle(PARTNERSHIP)))).toMatchObject({ ok: true, checkpoint: { size: 2 } });
    expect((await proofs.policyOf(OTHER))!).toMatchObject({ witnesses: [], quorum: 0 });
  });

  it('cannot be given, nor a bundle, before the log has a key', async () => {
    expect(await proofs.policyOf(null)).toBeNull();
    expect([...(await bundle(null))]).toEqual([]);
  });
});

describe('ISA-22: somebody with every right on the database', () => {
  const SIZE = 300;
  let kept: string;

  beforeEach(async () => {
    await open();
    await keys.signer();
    await grow(SIZE - 1);
    await checkpoints.signNewest();
    kept = (await checkpoints.latest())!.note;
  });
  afterEach(close);

  const forged = leafBytes({
    v: 1,
    eventId: randomUUID(),
    event: 'SignedOut',
    clause: 'ISA-26',
    outcome: 'done',
    at: '2026-11-20T10:00:00.000Z',
    partnershipId: null,
    agencyId: null,
    officerId: null,
    subject: null,
    facts: {},
  });

  /** Rewrites one entry, and of the rest what is asked for, so that it fits. */
  async function rewrite(
    seq: number,
    also: { tiles?: boolean; head?: boolean; checkpoint?: NoteSigner },
  ): Promise<void> {
    await dataSource.transaction(async (manager) => {
      for (const table of ['ledger_entry', 'ledger_tile', 'ledger_head', 'ledger_checkpoint'])
        await manager.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
      await manager.query(
        'UPDATE ledger_entry SET leaf = $1, leaf_hash = $2 WHERE id = (SELECT entry_id FROM ledger_sequence WHERE seq = $3)',
        [forged, leafHash(forged), seq],
      );
      const rows = await manager.query<{ leaf_hash: Buffer }[]>(
        'SELECT leaf_hash FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id ORDER BY seq',
      );
      const hashes = rows.map(({ leaf_hash }) => leaf_hash);
      if (also.tiles) {
        await manager.query('DELETE FROM ledger_tile');
        const insert = 'INSERT INTO ledger_tile (level, idx, first, hashes) VALUES ($1, $2, 0, $3)';
        await manager.query(insert, [0, 0, Buffer.concat(hashes.slice(0, 256))]);
        await manager.query(insert, [0, 1, Buffer.concat(hashes.slice(256))]);
        await manager.query(insert, [1, 0, Buffer.from(rootOf(hashes.slice(0, 256)))]);
      }
      const rootHash = rootOf(hashes);
      if (also.head) await manager.query('UPDATE ledger_head SET root_hash = $1 WHERE size = $2', [rootHash, SIZE]);
      if (also.checkpoint) {
        const note = signCheckpoint({ origin: also.checkpoint.key.name, size: SIZE, rootHash }, also.checkpoint);
        await manager.query('UPDATE ledger_checkpoint SET note = $1, root_hash = $2', [note, rootHash]);
      }
    });
  }
  const fault = async (more?: Partial<VerifierKnows>): Promise<Partial<BadLog>> =>
    (await verify(files, more)) as BadLog;

  it('who rewrites an entry is found, and the entry is named', async () => {
    await rewrite(17, {});
    expect(await fault()).toMatchObject({ ok: false, fault: 'tree-hash-wrong', seq: 17 });
  });

  it('who rewrites the tree as well is found by the signature', async () => {
    await rewrite(290, { tiles: true, head: true });
    expect(await ledger.verifyWholeLog()).toMatchObject({ ok: false, fault: 'misfiled' });
    expect(await fault()).toMatchObject({ fault: 'root-mismatch' });
  });

  it('who signs anew with another key is found by the key', async () => {
    await rewrite(17, { tiles: true, head: true, checkpoint: signerOf((await keys.publicKey())!.name, 1, 666) });
    const policy = { logKeys: [(await keys.publicKey())!], witnesses: [], quorum: 0 };
    expect(await fault({ policy })).toMatchObject({ fault: 'not-signed' });
  });

  it('who signs anew with the log’s own key is found by whoever has kept a checkpoint, and by nobody else', async () => {
    await rewrite(17, { tiles: true, head: true, checkpoint: await keys.signer() });
    expect(await verify(files)).toMatchObject({ ok: true });
    expect(await fault({ kept: [kept] })).toMatchObject({ fault: 'rewritten', seq: 0, until: SIZE });
  });

  it('who empties an entry is found, and the entry is named', async () => {
    const emptied: LogFiles = {
      read: async (path) => (path.startsWith('tile/entries/001') ? entryBundle([new Uint8Array(0)]) : files.read(path)),
    };
    expect((await verify(emptied)) as BadLog).toMatchObject({ fault: 'withheld', seq: 256 });
  });
});
