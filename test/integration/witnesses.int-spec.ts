import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  addCheckpointText,
  CheckpointService,
  consistencyProof,
  leafHash,
  LEDGER_ENTITIES,
  LedgerService,
  LogKeyService,
  NOTE_KEY,
  noteSigner,
  openCosigned,
  parseVkey,
  QuorumRule,
  rootOf,
  signCheckpoint,
  vkeyOf,
  WitnessRounds,
  WitnessService,
  type NodeHashes,
} from '@broker/ledger';
import { declareSystemProcess, openDataSource, systemResolve } from '@broker/platform';
import type { DataSource } from 'typeorm';
import { SettableClock } from '../support/clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startWitness, type TestWitness } from '../support/witness.js';

let database: TestDatabase;
let dataSource: DataSource;
let ledger: LedgerService;
let keys: LogKeyService;
let checkpoints: CheckpointService;
let service: WitnessService;
let rounds: WitnessRounds;
let rule: QuorumRule;
let witnesses: TestWitness[];
let clock: SettableClock;

const PARTNERSHIP = randomUUID();
const AGENCY = randomUUID();
const asker = { officerId: randomUUID(), agencyId: AGENCY, partnershipId: PARTNERSHIP };
const config = {
  tokenSecret: 'a secret of at least 32 characters',
  logKeyFile: null,
  publicUrl: 'https://log.example.org',
  production: false,
  witnessHosts: [],
};

/** Appends, sequences and signs. */
async function grow(n: number): Promise<void> {
  await dataSource.transaction(async (manager) => {
    for (let i = 0; i < n; i++)
      await ledger.append(manager, {
        event: 'SignedOut',
        at: clock.now(),
        partnershipId: null,
        agencyId: null,
        officerId: null,
        subject: null,
        facts: {},
      });
  });
  while ((await ledger.sequencePending()) > 0);
  await checkpoints.signNewest();
}

async function enter(name: string): Promise<TestWitness> {
  const witness = await startWitness(name, (await keys.signer()).key, () => clock.now());
  witnesses.push(witness);
  const { vkey, address } = witness;
  const entered = await service.register(asker, { agencyId: AGENCY, vkey, address });
  expect(entered).toMatchObject({ ok: true });
  return witness;
}

const idOf = async ({ vkey }: TestWitness): Promise<string> =>
  (await dataSource.query<[{ id: string }]>('SELECT id FROM witness WHERE vkey = $1', [vkey]))[0].id;
const stateOf = async (witness: TestWitness): Promise<{ fault: string | null; failures: number; held_size: string }> =>
  (await dataSource.query<[never]>('SELECT * FROM witness WHERE vkey = $1', [witness.vkey]))[0];

beforeEach(async () => {
  declareSystemProcess();
  clock = new SettableClock(new Date());
  witnesses = [];
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url, LEDGER_ENTITIES);
  ledger = new LedgerService(dataSource);
  keys = new LogKeyService(dataSource, ledger, clock, config);
  checkpoints = new CheckpointService(dataSource, keys, clock);
  service = new WitnessService(dataSource, ledger, systemResolve, config, clock);
  rounds = new WitnessRounds(dataSource, systemResolve, config, clock);
  rule = new QuorumRule(dataSource, clock);
});

afterEach(async () => {
  for (const witness of witnesses) await witness.remove();
  await dataSource.destroy();
  await database.drop();
});

describe('ISA-22: a partner agency’s witness', () => {
  it('cosigns each checkpoint as the log grows, so that a stranger can check it with the policy alone', async () => {
    const [one, two] = [await enter('one.example'), await enter('two.example')];
    const policy = {
      logKeys: [(await keys.signer()).key],
      witnesses: [one, two].map(({ vkey }) => parseVkey(vkey)!),
      quorum: 2,
    };
    for (const more of [1, 3, 300, 5]) {
      await grow(more);
      expect(openCosigned((await checkpoints.latest())!.note, policy)).toBe('too-few-witnesses');
      expect(await rounds.goRound()).toBe(2);
      expect(await rounds.goRound()).toBe(0);
      const { size, note } = (await checkpoints.latest())!;
      expect(openCosigned(note, policy)).toMatchObject({
        size,
        cosignedBy: [{ witness: 'one.example' }, { witness: 'two.example' }],
      });
    }
    expect(await checkpoints.latestCosigned()).toMatchObject({ size: (await ledger.head()).size });
  });

  it('that was away takes up the log where it had left it', async () => {
    const witness = await enter('one.example');
    await grow(3);
    await rounds.goRound();
    await witness.stop();
    await grow(4);
    expect(await rounds.goRound()).toBe(0);
    expect(await stateOf(witness)).toMatchObject({ failures: 1, fault: 'witness/ECONNREFUSED' });
    await grow(4);
    expect(await rounds.goRound()).toBe(0); // it is left alone for a while
    expect(await stateOf(witness)).toMatchObject({ failures: 1 });
    await witness.start();
    clock.advance({ minutes: 6 });
    expect(await rounds.goRound()).toBe(1);
    expect(await stateOf(witness)).toMatchObject({
      failures: 0,
      fault: null,
      held_size: String((await ledger.head()).size),
    });
  });

  it('is asked from where it says that it is, when the broker does not know', async () => {
    const witness = await enter('one.example');
    await grow(3);
    await rounds.goRound();
    await grow(3);
    await dataSource.query('UPDATE witness SET held_size = NULL');
    expect(await rounds.goRound()).toBe(1);
    // And once more for the same size: a second broker process asks for what the first has been given.
    await dataSource.query('ALTER TABLE ledger_cosignature DISABLE TRIGGER ALL');
    await dataSource.query('DELETE FROM ledger_cosignature');
    await dataSource.query('UPDATE witness SET held_size = 3');
    expect(await rounds.goRound()).toBe(1);
    expect(await stateOf(witness)).toMatchObject({ fault: null });
  });

  it('is not taken for ahead when another process has had a newer checkpoint cosigned meanwhile', async () => {
    const witness = await enter('one.example');
    await grow(3);
    // The first call is held up on its way, until another process has signed and asked.
    let held: (() => Promise<unknown>) | null = async () => {
      await grow(2);
      await dataSource.query('UPDATE witness SET address = $1', [witness.address]);
      expect(await rounds.goRound()).toBe(1);
    };
    const road = http.createServer((request, response) => {
      void (async () => {
        const body = await text(request);
        const wait = held;
        held = null;
        await wait?.();
        const answer = await fetch(`${witness.address}${request.url}`, { method: 'POST', body });
        response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' });
        response.end(await answer.text());
      })();
    });
    await new Promise<void>((resolve) => road.listen(0, '127.0.0.1', resolve));
    const { port } = road.address() as AddressInfo;
    await dataSource.query('UPDATE witness SET address = $1', [`http://127.0.0.1:${port}`]);
    expect(await rounds.goRound()).toBe(0);
    expect(held).toBeNull();
    expect(await stateOf(witness)).toMatchObject({
      fault: null,
      failures: 0,
      held_size: String((await ledger.head()).size),
    });
    road.close();
  });

  it('refuses a log that was rewritten, put back or forked, and says so', async () => {
    const witness = await enter('one.example');
    await grow(6);
    await rounds.goRound();
    const size = (await ledger.head()).size;
    const held = JSON.parse(readFileSync(path.join(witness.folder, 'cosigned.json'), 'utf8')) as Record<
      string,
      { size: number; rootHash: string }
    >;
    const [origin] = Object.keys(held);
    const pretend = async (last: { size: number; rootHash: string }): Promise<void> => {
      await witness.stop();
      writeFileSync(path.join(witness.folder, 'cosigned.json'), JSON.stringify({ [origin!]: last }));
      await witness.start();
    };
    const otherRoot = Buffer.from(leafHash(Uint8Array.of(1))).toString('base64');
    await grow(2);
    await pretend({ size, rootHash: otherRoot });
    await rounds.goRound();
    expect(await stateOf(witness)).toMatchObject({ fault: 'witness/422' });
    clock.advance({ minutes: 6 });
    await pretend({ size: 5000, rootHash: otherRoot });
    await rounds.goRound();
    expect(await stateOf(witness)).toMatchObject({ fault: 'witness/ahead' });
    clock.advance({ minutes: 6 });
    await pretend({ size: size + 2, rootHash: otherRoot });
    await rounds.goRound();
    expect(await stateOf(witness)).toMatchObject({ fault: 'witness/fork' });
    expect(await checkpoints.latestCosigned()).toMatchObject({ size });
  });

  it('counts only with the key that was entered', async () => {
    const [one, two] = [await enter('one.example'), await enter('two.example')];
    await dataSource.query('UPDATE witness SET address = $1 WHERE vkey = $2', [two.address, one.vkey]);
    await grow(2);
    expect(await rounds.goRound()).toBe(1);
    expect(await stateOf(one)).toMatchObject({ fault: 'witness/bad-cosignature' });
  });
});

describe('ISA-22: requests to a witness that come at once', () => {
  const LEAVES = Array.from({ length: 300 }, (_, i) => leafHash(Uint8Array.of(i % 256, i >> 8)));
  const hashes: NodeHashes = ({ level, index }) => rootOf(LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level));
  const log = noteSigner('log.example/many', NOTE_KEY, generateKeyPairSync('ed25519').privateKey);
  const asked = (oldSize: number, size: number): string =>
    addCheckpointText({
      oldSize,
      proof: oldSize === 0 ? [] : consistencyProof(oldSize, size, hashes),
      note: signCheckpoint({ origin: log.key.name, size, rootHash: rootOf(LEAVES.slice(0, size)) }, log),
    });
  const post = (address: string, body: string): Promise<Response> =>
    fetch(`${address}/add-checkpoint`, { method: 'POST', body });

  it('never roll it back: of 200 to two witnesses each takes exactly those that continue what it cosigned last', async () => {
    for (const name of ['one.example', 'two.example']) {
      const witness = await startWitness(name, log.key);
      witnesses.push(witness);
      await post(witness.address, asked(0, 10));
      // Half of them continue size 10, each to a size of its own; the others a size that one of these may have made.
      const bodies = Array.from({ length: 100 }, (_, i) => asked(i % 2 === 0 ? 10 : 109 + i, 110 + i));
      const taken: number[] = [];
      await Promise.all(
        bodies.map(async (body, i) => {
          const answer = await post(witness.address, body);
          expect([200, 409]).toContain(answer.status);
          if (answer.status === 200) taken.push(110 + i);
          else expect(answer.headers.get('content-type')).toBe('text/x.tlog.size');
        }),
      );
      // One after the other, each longer than the last: the first is one of the fifty, the second may continue it.
      expect([1, 2]).toContain(taken.length);
      const newest = Math.max(...taken);
      expect(await (await post(witness.address, asked(1, 300))).text()).toBe(`${newest}\n`);
      expect((await post(witness.address, asked(newest, 300))).status).toBe(200);
    }
  });

  it('stay refused after it was ended and begun again', async () => {
    const witness = await startWitness('one.example', log.key);
    witnesses.push(witness);
    await post(witness.address, asked(0, 200));
    await witness.stop();
    await witness.start();
    expect((await post(witness.address, asked(0, 100))).status).toBe(409);
    expect((await post(witness.address, asked(200, 201))).status).toBe(200);
  });

  it('are answered as the format says', async () => {
    const witness = await startWitness('one.example', log.key);
    witnesses.push(witness);
    const statusOf = async (body: string): Promise<number> => (await post(witness.address, body)).status;
    expect(await statusOf('nothing')).toBe(400);
    expect(await statusOf('x'.repeat(70_000))).toBe(400);
    expect(await statusOf(asked(0, 20).replaceAll(log.key.name, 'other.example'))).toBe(404);
    expect(await statusOf(asked(0, 20).replace('\n20\n', '\n21\n'))).toBe(403);
    expect(await statusOf(asked(0, 20))).toBe(200);
    expect(await statusOf(asked(20, 30).replace(/^(old 20\n)[^\n]+\n/, '$1'))).toBe(422);
    expect((await fetch(`${witness.address}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${witness.address}/tile/0/000`)).status).toBe(404);
    expect(await (await fetch(witness.address)).text()).toBe(`${witness.vkey}\n`);
  });

  it('cannot come by two processes on one folder', async () => {
    const witness = await startWitness('one.example', log.key);
    witnesses.push(witness);
    writeFileSync(path.join(witness.folder, 'in-use'), String(process.ppid));
    await expect(witness.start()).rejects.toThrow('Another witness');
  });

  it('are not answered from a state that was lost or spoilt', async () => {
    const witness = await startWitness('one.example', log.key);
    witnesses.push(witness);
    await post(witness.address, asked(0, 20));
    await witness.stop();
    writeFileSync(path.join(witness.folder, 'cosigned.json'), '{"log.example/many": {"size": 2');
    await expect(witness.start()).rejects.toThrow('must not go on');
  });
});

describe('ISA-22: the rule about the quorum', () => {
  const mayGoOn = () => rule.routineDisclosuresMayGoOn(PARTNERSHIP);

  it('stops nothing while the partnership has no witness', async () => {
    await grow(1);
    clock.advance({ hours: 100 });
    expect(await mayGoOn()).toBeNull();
  });

  it('stops routine disclosures four hours after the log went unwitnessed, until a witness cosigns again', async () => {
    const witness = await enter('one.example');
    await grow(1);
    await rounds.goRound();
    clock.advance({ hours: 50 });
    expect(await mayGoOn()).toBeNull(); // nothing has happened that nobody vouches for
    clock.set(new Date());
    await witness.stop();
    await grow(1);
    await rounds.goRound();
    clock.advance({ hours: 3.9 });
    expect(await mayGoOn()).toBeNull();
    clock.advance({ hours: 0.2 });
    expect(await mayGoOn()).toMatchObject({ code: 'ledger/no-quorum', clause: 'ISA-22' });
    expect(await rule.routineDisclosuresMayGoOn(randomUUID())).toBeNull();
    await witness.start();
    await rounds.goRound();
    expect(await mayGoOn()).toBeNull();
  });

  it('counts as many witnesses as the partnership decided, and entries that have no place yet', async () => {
    const [one, two] = [await enter('one.example'), await enter('two.example')];
    expect(await service.setRule(asker, { quorum: 2, hours: 1 })).toMatchObject({ ok: true });
    await grow(1);
    await rounds.goRound();
    await two.stop();
    await grow(1);
    await rounds.goRound();
    clock.advance({ hours: 2 });
    expect(await mayGoOn()).toMatchObject({ message: expect.stringContaining('For an hour') });
    expect(await service.setRule(asker, { quorum: 1, hours: 1 })).toMatchObject({ ok: true });
    expect(await mayGoOn()).toBeNull();
    // An entry of which the sequencer has not heard counts as well.
    await one.stop();
    await dataSource.transaction((manager) =>
      ledger.append(manager, {
        event: 'SignedOut',
        at: clock.now(),
        partnershipId: null,
        agencyId: null,
        officerId: null,
        subject: null,
        facts: {},
      }),
    );
    clock.advance({ hours: 2 });
    expect(await mayGoOn()).toMatchObject({ code: 'ledger/no-quorum' });
  });
});

describe('ISA-22: entering witnesses', () => {
  it('refuses what is no key of a witness, an address inside a network, a second of the same key', async () => {
    const witness = await enter('one.example');
    const details = { agencyId: AGENCY, vkey: witness.vkey, address: witness.address };
    const codeOf = async (changes: object): Promise<unknown> => {
      const entered = await service.register(asker, { ...details, ...changes });
      return entered.ok ? 'entered' : entered.refusal.code;
    };
    expect(await codeOf({})).toBe('ledger/witness-twice');
    expect(await codeOf({ vkey: 'nothing' })).toBe('ledger/not-a-witness-key');
    const { key } = await keys.signer();
    expect(await codeOf({ vkey: vkeyOf(key) })).toBe('ledger/not-a-witness-key');
    expect(await codeOf({ address: 'ftp://127.0.0.1' })).toBe('ledger/witness-not-https');
    expect(await codeOf({ address: 'https://10.0.0.1' })).toBe('ledger/witness-not-public');
    expect(await codeOf({ address: 'https://witness.invalid' })).toBe('ledger/witness-no-such-host');
    const strict = new WitnessService(dataSource, ledger, systemResolve, { production: true, witnessHosts: [] }, clock);
    expect(await strict.register(asker, details)).toMatchObject({ refusal: { code: 'ledger/witness-not-https' } });
    const open = new WitnessService(
      dataSource,
      ledger,
      systemResolve,
      { production: true, witnessHosts: ['127.0.0.1'] },
      clock,
    );
    expect(await open.register(asker, details)).toMatchObject({ refusal: { code: 'ledger/witness-twice' } });
  });

  it('moves and removes them, but not below what the rule asks for', async () => {
    const [one, two] = [await enter('one.example'), await enter('two.example')];
    expect(await service.setRule(asker, { quorum: 3, hours: 4 })).toMatchObject({
      refusal: { code: 'ledger/quorum-out-of-reach' },
    });
    expect(await service.setRule(asker, { quorum: 1, hours: 0 })).toMatchObject({
      refusal: { code: 'ledger/quorum-hours' },
    });
    await service.setRule(asker, { quorum: 2, hours: 4 });
    expect(await service.remove(asker, await idOf(one))).toMatchObject({ refusal: { code: 'ledger/witness-needed' } });
    await service.setRule(asker, { quorum: 1, hours: 4 });
    expect(await service.remove(asker, await idOf(one))).toMatchObject({ ok: true });
    expect(await service.remove(asker, await idOf(one))).toMatchObject({ refusal: { code: 'ledger/no-such-witness' } });
    const elsewhere = { ...asker, partnershipId: randomUUID() };
    expect(await service.move(elsewhere, await idOf(two), one.address)).toMatchObject({
      refusal: { code: 'ledger/no-such-witness' },
    });
    expect(await service.move(asker, await idOf(two), `${one.address}/`)).toMatchObject({ ok: true });
    expect(await dataSource.query('SELECT address FROM witness WHERE removed_at IS NULL')).toEqual([
      { address: one.address },
    ]);
    const events = await dataSource.query<{ event: string }[]>(
      `SELECT event FROM ledger_entry WHERE event LIKE 'Witness%' ORDER BY id`,
    );
    expect(events.map(({ event }) => event)).toEqual([
      'WitnessRegistered',
      'WitnessRegistered',
      'WitnessRuleSet',
      'WitnessRuleSet',
      'WitnessRemoved',
      'WitnessMoved',
    ]);
  });
});
