import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CheckpointService, LEDGER_ENTITIES, LedgerService, LogKeyService, ReceiptService } from '@broker/ledger';
import { openDataSource } from '@broker/platform';
import { Command } from 'commander';
import { extract, type Header } from 'tar-stream';
import type { DataSource } from 'typeorm';
import { register } from '../../apps/cli/commands/ledger.command.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-ledger-'));
const SECRET = 'x'.repeat(32);
const surroundings = { ...process.env };
let database: TestDatabase;
let dataSource: DataSource;
let eventIds: string[];
let printed: string;

/** Runs `broker ledger …` as main does; returns the exit code. */
async function broker(...words: string[]): Promise<number> {
  const program = new Command('broker').exitOverride();
  register(program);
  process.exitCode = undefined;
  await program.parseAsync(['ledger', ...words], { from: 'user' });
  const code = process.exitCode as number | undefined;
  process.exitCode = undefined;
  return code ?? 0;
}

async function unpack(bundle: string, into: string): Promise<void> {
  for await (const entry of createReadStream(bundle).pipe(extract()) as AsyncIterable<Readable & { header: Header }>) {
    const file = path.join(into, entry.header.name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await buffer(entry));
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url, LEDGER_ENTITIES);
  const ledger = new LedgerService(dataSource);
  const clock = { now: () => new Date('2026-11-20T09:00:00Z') };
  const config = { tokenSecret: SECRET, logKeyFile: null, publicUrl: 'http://localhost:3000' };
  const checkpoints = new CheckpointService(dataSource, new LogKeyService(dataSource, ledger, clock, config), clock);
  const nobody = { partnershipId: null, agencyId: null, officerId: null, subject: null };
  const write = () =>
    dataSource.transaction((manager) =>
      ledger.append(manager, {
        event: 'PartnershipFounded',
        at: new Date('2026-11-20T09:00:00Z'),
        ...nobody,
        facts: {},
      }),
    );
  eventIds = [(await write()).eventId, (await write()).eventId];
  // The key of the log is made, which is an entry, and the first checkpoint signed.
  await checkpoints.signNewest();
  await ledger.sequencePending();
  await checkpoints.signNewest();
  eventIds.push((await write()).eventId);
  process.env = { ...surroundings, DATABASE_URL: database.url, BROKER_SECRET: SECRET };
});

afterAll(async () => {
  process.env = surroundings;
  await dataSource.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  printed = '';
  const keep = (text: string | Uint8Array): boolean => ((printed += String(text)), true);
  jest.spyOn(process.stdout, 'write').mockImplementation(keep);
  jest.spyOn(process.stderr, 'write').mockImplementation(keep);
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('broker ledger reconcile', () => {
  const receiptFile = async (eventId: string): Promise<string> => {
    const config = { tokenSecret: SECRET, logKeyFile: null, publicUrl: 'http://localhost:3000' };
    const clock = { now: () => new Date() };
    const keys = new LogKeyService(dataSource, new LedgerService(dataSource), clock, config);
    const receipt = await new ReceiptService(dataSource, keys, config).of(eventId);
    if (!receipt.ok || !receipt.value) throw new Error('There is no receipt.');
    const file = path.join(folder, `receipt-${eventId}.txt`);
    writeFileSync(file, receipt.value.note);
    return file;
  };

  it('finds kept receipts honoured, of entries in the tree and of those that wait', async () => {
    const files = await Promise.all([eventIds[0]!, eventIds.at(-1)!].map(receiptFile));
    expect(await broker('reconcile', ...files)).toBe(0);
    expect(printed).toContain('entry 0 of the log');
    expect(printed).toContain('waiting for its place');
    expect(printed).toContain('2 of 2 receipts are honoured.');
  });

  it('ends with 1 at a receipt that was altered, and at a file that is not there', async () => {
    const file = await receiptFile(eventIds[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(eventIds[0]!, randomUUID()));
    expect(await broker('reconcile', file, path.join(folder, 'nothing.txt'))).toBe(1);
    expect(printed).toContain('a signature is not of this text');
    expect(printed).toContain('the file cannot be read');
    expect(printed).toContain('0 of 2 receipts are honoured.');
  });
});

describe('broker ledger', () => {
  it('head prints size and root', async () => {
    expect(await broker('head')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ size: 3, rootHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('proof writes a file that verify-proof accepts with the keys alone, and refuses once altered', async () => {
    const [file, keys] = [path.join(folder, 'proof.txt'), path.join(folder, 'policy')];
    expect(await broker('proof', eventIds[1]!, '--out', file)).toBe(0);
    expect(await broker('policy', '--out', keys)).toBe(0);
    expect(readFileSync(keys, 'utf8')).toMatch(/^log localhost\/log\/\S+\nquorum none\n$/);
    expect(await broker('verify-proof', file, '--policy', keys)).toBe(0);
    expect(printed).toContain('The proof holds: this is entry 1');
    expect(printed).toContain(eventIds[1]);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^index 1$/m, 'index 0'));
    expect(await broker('verify-proof', file, '--policy', keys)).toBe(1);
    expect(printed).toContain('The proof does not hold: the hashes do not lead');
  });

  it('verify-proof wants keys, for it trusts nobody by itself', async () => {
    const file = path.join(folder, 'proof.txt');
    await broker('proof', eventIds[1]!, '--out', file);
    await expect(broker('verify-proof', file)).rejects.toThrow('--policy FILE');
    await expect(broker('verify-proof', file, '--policy', file)).rejects.toThrow('no policy that can be read');
  });

  it('proof says why there is none', async () => {
    expect(await broker('proof', eventIds[2]!)).toBe(1);
    expect(printed).toContain('waits for the next signed checkpoint');
    expect(await broker('proof', randomUUID())).toBe(1);
    expect(printed).toContain('no entry with this id');
  });

  it('verify-proof says what is wrong with the file', async () => {
    expect(await broker('verify-proof', path.join(folder, 'absent.txt'))).toBe(1);
    expect(printed).toContain('cannot be read');
    const file = path.join(folder, 'list.json');
    writeFileSync(file, '[]');
    expect(await broker('verify-proof', file)).toBe(1);
    expect(printed).toContain('not a ledger proof');
  });

  it('export writes a bundle that verify checks on its own, in one file or unpacked', async () => {
    const bundle = path.join(folder, 'log.tar');
    expect(await broker('export', bundle)).toBe(0);
    expect(await broker('verify', bundle)).toBe(0);
    expect(printed).toContain('size     3\n');
    expect(printed).toContain('The keys are those that came with it');
    const unpacked = path.join(folder, 'unpacked');
    await unpack(bundle, unpacked);
    printed = '';
    expect(await broker('verify', unpacked, '--json', '--policy', path.join(unpacked, 'policy'))).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ ok: true, size: 3, cosignedBy: [], withheld: 0 });
    const entries = path.join(unpacked, 'tile/entries/000.p/3');
    writeFileSync(entries, readFileSync(entries, 'latin1').replace('ISA-', 'ISB-'), 'latin1');
    expect(await broker('verify', unpacked)).toBe(1);
    expect(printed).toContain('THE LOG HAS BEEN TAMPERED WITH\nEntry 0 (the first is 0)');
  });

  it('verify says what it was given that is no log', async () => {
    await expect(broker('verify', path.join(folder, 'absent.tar'))).rejects.toThrow('There is no ');
    const file = path.join(folder, 'no.tar');
    writeFileSync(file, 'x'.repeat(2000));
    await expect(broker('verify', file)).rejects.toThrow('is no bundle of a log');
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    await expect(broker('verify', empty)).rejects.toThrow('No keys came with the log');
    await expect(broker('verify', '--cosigned-within', 'soon')).rejects.toThrow('a number of hours');
  });

  it('verify keeps the checkpoint of each good run, and holds the next log against it', async () => {
    const [bundle, kept] = [path.join(folder, 'kept.tar'), path.join(folder, 'kept')];
    await broker('export', bundle);
    expect(await broker('verify', bundle, '--kept', kept)).toBe(0);
    expect(printed).toContain('no older checkpoint was compared');
    expect(printed).toContain('is kept in');
    expect(await broker('verify', bundle, '--kept', kept)).toBe(0);
    expect(printed).toContain('1 older checkpoint agrees');
    const lines = readFileSync(kept, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    // Somebody with the log's key shows a shorter log: only who has kept a checkpoint can tell.
    const { keptAt, note } = JSON.parse(lines[0]!) as { keptAt: string; note: string };
    writeFileSync(kept, `${JSON.stringify({ keptAt, note: note.replace('\n3\n', '\n9\n') })}\n`);
    expect(await broker('verify', bundle, '--kept', kept)).toBe(1);
    expect(printed).toContain('The log ends before entry 3: the log is shorter than it was');
    writeFileSync(kept, 'no JSON\n');
    await expect(broker('verify', bundle, '--kept', kept)).rejects.toThrow('Line 1 of');
    expect(readFileSync(kept, 'utf8')).toBe('no JSON\n');
  });

  it('verify refuses a checkpoint that nobody has cosigned of late, when asked to', async () => {
    expect(await broker('verify', '--cosigned-within', '24')).toBe(1);
    expect(printed).toContain('THE LOG IS NOT PROVEN');
    expect(printed).toContain('the witnesses last cosigned it too long ago');
  });

  it('verify prints the verdict, and exits with 1 naming the first bad entry', async () => {
    expect(await broker('verify')).toBe(0);
    expect(printed).toContain('the log is whole');
    await dataSource.query(
      'ALTER TABLE ledger_sequence DISABLE TRIGGER ALL; DELETE FROM ledger_sequence WHERE seq = 0',
    );
    expect(await broker('verify')).toBe(1);
    expect(printed).toContain('Entry 0 (the first is 0)');
    printed = '';
    expect(await broker('verify', '--json')).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ ok: false, seq: 0, fault: 'gap', explained: expect.any(String) });
  });
});
