import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CheckpointService, leafHash, LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { asOwner } from '../support/as-owner.js';
import { Host } from '../support/host.js';
import { as } from '../support/people.js';

const PROGRAM = path.resolve('dist/apps/cli/main.js');
if (!existsSync(PROGRAM)) throw new Error('The command is not built; run `npm test`, which builds it.');

const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-verify-'));
const [keys, kept] = [path.join(folder, 'keys.txt'), path.join(folder, 'kept.jsonl')];

let host: Host;
let token: string;
/** The size of the log that the auditor has kept. */
let size: number;
/** An entry of the auditor's partnership, far from either end. */
let struck: number;

/** Runs `broker ledger …` as a program of its own, on the auditor's computer. */
const broker = (...words: string[]): Promise<{ code: number; printed: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, BROKER_TOKEN: token, HOME: folder };
    execFile(process.execPath, [PROGRAM, 'ledger', ...words], { env }, (error, out, errors) =>
      resolve({ code: error ? Number(error.code) : 0, printed: `${out}${errors}` }),
    );
  });
const verify = (...more: string[]) => broker('verify', host.address, '--withheld', '--policy', keys, ...more);

const database = () => host.app.get(DataSource);

/** What the worker does every few seconds. @returns the size of the newest checkpoint. */
async function sign(): Promise<number> {
  while ((await host.app.get(LedgerService).sequencePending()) > 0);
  await host.app.get(CheckpointService).signNewest();
  return (await host.app.get(CheckpointService).latest())!.size;
}

/** Whatever the superuser of the database wants done, with every guard of the tables switched off. */
async function asSuperuser(...statements: string[]): Promise<void> {
  const tables = ['entry', 'pending', 'sequence', 'tile', 'head', 'checkpoint', 'cosignature', 'receipt'];
  const guards = (how: 'DISABLE' | 'ENABLE'): string[] =>
    tables.map((table) => `ALTER TABLE ledger_${table} ${how} TRIGGER ALL`);
  await asOwner(database(), ...guards('DISABLE'), ...statements, ...guards('ENABLE'));
}

const entryAt = (seq: number): string => `(SELECT entry_id FROM ledger_sequence WHERE seq = ${seq})`;
const leafAt = async (seq: number): Promise<Buffer> => {
  const [row] = await database().query<[{ leaf: Buffer }]>(`SELECT leaf FROM ledger_entry WHERE id = ${entryAt(seq)}`);
  return row.leaf;
};
const sql = (bytes: Uint8Array): string => `'\\x${Buffer.from(bytes).toString('hex')}'`;
const setLeaf = (seq: number, leaf: Buffer): string =>
  `UPDATE ledger_entry SET leaf = ${sql(leaf)}, leaf_hash = ${sql(leafHash(leaf))} WHERE id = ${entryAt(seq)}`;
const forged = (leaf: Buffer): Buffer => Buffer.from(leaf.toString('utf8').replace('"done"', '"gone"'));

/** Somebody who also holds the log's key builds the tree anew over the first `count` entries as they now stand, and signs it. */
async function rebuild(count: number): Promise<void> {
  await asSuperuser(
    'DELETE FROM ledger_pending',
    `INSERT INTO ledger_pending (entry_id) SELECT entry_id FROM ledger_sequence WHERE seq < ${count}`,
    ...['cosignature', 'checkpoint', 'head', 'tile', 'sequence'].map((table) => `DELETE FROM ledger_${table}`),
  );
  expect(await sign()).toBe(count);
}

beforeAll(async () => {
  host = await Host.start();
  token = await host.tokenOf('council.auditor');
  size = await sign();
  const { partnershipId } = await as(host.app, 'council.auditor');
  const [row] = await database().query<[{ seq: string }]>(
    `SELECT seq FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id
      WHERE e.partnership_id = $1 AND seq > $2 AND convert_from(e.leaf, 'UTF8') LIKE '%"done"%' ORDER BY seq LIMIT 1`,
    [partnershipId, Math.floor(size / 2)],
  );
  struck = Number(row.seq);
  await broker('policy', '--out', keys);
});
afterAll(async () => {
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('ISA-22: an auditor verifies the log of a server', () => {
  it('that is honest: it is whole, and its checkpoint and the hashes of its entries are kept', async () => {
    const { code, printed } = await verify('--kept', kept);
    expect(printed).toContain(`size     ${size}\n`);
    expect(printed).toContain('verdict  the log is whole');
    expect(printed).toMatch(/hidden {3}\d+ entries are not shown/);
    expect(code).toBe(0);
    expect(readFileSync(kept, 'utf8').trimEnd().split('\n')).toHaveLength(1);
    expect(readFileSync(`${kept}.hashes`)).toHaveLength(size * 32);
  });

  it('and is told that entries are withheld, unless the auditor has allowed it', async () => {
    const { code, printed } = await broker('verify', host.address, '--policy', keys);
    expect(printed).toContain('THE LOG IS NOT PROVEN');
    expect(code).toBe(1);
  });

  it('but nobody else does: the entries are shown to auditors alone', async () => {
    const auditors = token;
    token = await host.tokenOf('police.officer');
    const { code, printed } = await verify();
    token = auditors;
    expect(printed).toContain('read the entries of the log as a whole');
    expect(code).toBeGreaterThan(0);
  });

  it('gives its token in the environment alone, where no other user of the computer sees it', async () => {
    const { code, printed } = await verify('--token', token);
    expect(printed).toContain('BROKER_TOKEN');
    expect(code).toBe(1);
  });

  it('of which a superuser of the database has altered an entry: that entry is named', async () => {
    const leaf = await leafAt(struck);
    await asSuperuser(setLeaf(struck, forged(leaf)));
    const { code, printed } = await verify();
    await asSuperuser(setLeaf(struck, leaf));
    expect(printed).toContain(
      `THE LOG HAS BEEN TAMPERED WITH\nEntry ${struck} (the first is 0): the entry is not the one that the tree was built from.`,
    );
    expect(code).toBe(1);
    expect((await verify()).code).toBe(0);
  });

  it('of which a superuser has removed an entry: that entry is named', async () => {
    await asSuperuser(
      `CREATE TABLE hidden AS SELECT * FROM ledger_sequence WHERE seq = ${struck}`,
      `DELETE FROM ledger_sequence WHERE seq = ${struck}`,
    );
    const { code, printed } = await verify();
    await asSuperuser('INSERT INTO ledger_sequence SELECT * FROM hidden', 'DROP TABLE hidden');
    expect(printed).toContain(`THE LOG HAS BEEN TAMPERED WITH\nEntry ${struck} (the first is 0)`);
    expect(code).toBe(1);
  });
});

describe('ISA-22: what the auditor has kept tells of whoever holds the database and the log’s key', () => {
  it('where the tree was built anew around an altered entry: it is named, by nothing else', async () => {
    await asSuperuser(setLeaf(struck, forged(await leafAt(struck))));
    await rebuild(size);
    expect((await verify()).code).toBe(0);
    const { code, printed } = await verify('--kept', kept);
    expect(printed).toContain(`THE LOG HAS BEEN TAMPERED WITH\nEntry ${struck} (the first is 0): the entries are not`);
    expect(code).toBe(1);
  });

  it('where the hashes were not kept with the checkpoint, a range is named', async () => {
    renameSync(`${kept}.hashes`, `${kept}.aside`);
    const { code, printed } = await verify('--kept', kept);
    renameSync(`${kept}.aside`, `${kept}.hashes`);
    expect(printed).toContain(`An entry from 0 to ${size - 1} (the first is 0): the entries are not`);
    expect(code).toBe(1);
    expect(existsSync(`${kept}.hashes.new`)).toBe(false);
  });

  it('where the log was rolled back: the entry before which it ends is named', async () => {
    await rebuild(struck - 3);
    expect((await verify()).code).toBe(0);
    const { code, printed } = await verify('--kept', kept);
    expect(printed).toContain(`The log ends before entry ${struck - 3}: the log is shorter than it was`);
    expect(code).toBe(1);
    // What was kept stays as it was: it is the evidence.
    expect(readFileSync(kept, 'utf8').trimEnd().split('\n')).toHaveLength(1);
    expect(readFileSync(`${kept}.hashes`)).toHaveLength(size * 32);
  });

  it('where the file of kept checkpoints was altered, and says so', async () => {
    const text = readFileSync(kept, 'utf8');
    writeFileSync(kept, 'nothing\n');
    const { code, printed } = await verify('--kept', kept);
    writeFileSync(kept, text);
    expect(printed).toContain('is no kept checkpoint');
    expect(code).toBe(1);
  });
});
