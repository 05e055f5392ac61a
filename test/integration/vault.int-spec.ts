import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  openDataSource,
  ScopedDataSource,
  scopedOptions,
  VaultDestroyed,
  VaultItem,
  VaultKeys,
  VaultService,
  withinScope,
} from '@broker/platform';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { register } from '../../apps/cli/commands/keys.command.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const PARTNERSHIP = randomUUID();
const AGENCY = randomUUID();
const BOUND = 'request:1';

let database: TestDatabase;
let dataSource: DataSource;
let folder: string;
let keyFile: string;
let vault: VaultService;

/** The vault as another process of the installation has it. */
const another = () => new VaultService(dataSource, new VaultKeys(keyFile));
const put = (plain: object | Uint8Array, service = vault) =>
  dataSource.transaction((manager) =>
    service.put(manager, { partnershipId: PARTNERSHIP, agencyIds: [AGENCY], boundTo: BOUND, plain }),
  );
const open = (vaultId: string, service = vault) => service.openObject(dataSource.manager, vaultId, BOUND);
const rotate = (service = vault) => service.rotate(async () => undefined);
const keysInFile = (): string[] => Object.keys((JSON.parse(readFileSync(keyFile, 'utf8')) as { keys: object }).keys);

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url, [VaultItem]);
  folder = mkdtempSync(path.join(tmpdir(), 'broker-vault-'));
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await dataSource.query('DELETE FROM vault_item');
  keyFile = path.join(folder, randomUUID(), 'vault-keys.json');
  vault = another();
});

describe('ISA-26: the vault', () => {
  it('gives back what was put, objects and bytes, to every process', async () => {
    const { vaultId } = await put({ name: 'Ada', others: ['A. L.'], born: null });
    expect(await open(vaultId, another())).toEqual({ name: 'Ada', others: ['A. L.'], born: null });
    const bytes = await put(Buffer.from([0, 255, 7]));
    expect(await vault.openBytes(dataSource.manager, bytes.vaultId, BOUND)).toEqual(Buffer.from([0, 255, 7]));
  });

  it('keeps nothing readable in the database', async () => {
    await put({ name: 'Zebedee Canary' });
    const [{ found }] = await dataSource.query<[{ found: boolean }]>(
      `SELECT bool_or(position('Zebedee'::bytea IN sealed) > 0 OR v::text LIKE '%Zebedee%') AS found FROM vault_item v`,
    );
    expect(found).toBe(false);
  });

  it('opens to the agencies it was put for, and to no other', async () => {
    const { vaultId } = await put({ a: 1 });
    const seen = (partnershipId: string, agencyId: string) =>
      withinScope({ partnershipId, agencyId, officerId: randomUUID() }, () =>
        scoped.query<unknown[]>('SELECT FROM vault_item WHERE id = $1', [vaultId]),
      );
    const scoped = await new ScopedDataSource(scopedOptions(database.url)).initialize();
    expect(await seen(PARTNERSHIP, AGENCY)).toHaveLength(1);
    expect(await seen(PARTNERSHIP, randomUUID())).toHaveLength(0);
    expect(await seen(randomUUID(), AGENCY)).toHaveLength(0);
    await scoped.destroy();
  });

  it('never opens an item as something else’s', async () => {
    const { vaultId } = await put({ a: 1 });
    await expect(vault.openObject(dataSource.manager, vaultId, 'request:2')).rejects.toThrow(
      'belongs to something else',
    );
  });

  it('puts other content in the place of a draft’s, under a new key and commitment', async () => {
    const first = await put({ a: 1 });
    const second = await vault.replace(dataSource.manager, first.vaultId, BOUND, { a: 2 });
    expect(second.vaultId).toBe(first.vaultId);
    expect(second.commitment).not.toBe(first.commitment);
    expect(await open(first.vaultId)).toEqual({ a: 2 });
  });

  it('destroys an item for good: row and commitment stay, keys and content are gone (ISA-23)', async () => {
    const { vaultId, commitment } = await put({ a: 1 });
    const at = new Date('2026-11-20T10:00:00Z');
    await vault.destroy(dataSource.manager, vaultId, at);
    await vault.destroy(dataSource.manager, vaultId, new Date('2027-01-01T10:00:00Z'));
    await expect(open(vaultId)).rejects.toThrow(VaultDestroyed);
    await expect(vault.replace(dataSource.manager, vaultId, BOUND, {})).rejects.toThrow(VaultDestroyed);
    const row = await dataSource.manager.findOneByOrFail(VaultItem, { id: vaultId });
    expect(row).toMatchObject({ keyId: null, wrappedKey: null, sealed: null, commitment, destroyedAt: at });
  });
});

describe('ISA-26: the key file of the vault', () => {
  it('is made once, for its owner alone, however many processes put their first item', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => put({ a: 1 }, another())));
    for (const { vaultId } of all) expect(await open(vaultId)).toEqual({ a: 1 });
    expect(keysInFile()).toHaveLength(1);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('is never replaced by a new one when it is lost', async () => {
    const { vaultId } = await put({ a: 1 });
    rmSync(keyFile);
    await expect(put({ a: 2 })).rejects.toThrow('key file of the vault is missing');
    await expect(open(vaultId)).rejects.toThrow('key file of the vault is missing');
  });

  it('is renewed while others read and write: no read fails, every item is closed under the new key', async () => {
    const items = await Promise.all(Array.from({ length: 450 }, (_, number) => put({ number })));
    const [before] = keysInFile();
    const work = { isDone: false };
    let reads = 0;
    const reader = async (service: VaultService, start: number) => {
      for (let at = start; !work.isDone; at += 7, reads += 1) {
        const number = at % items.length;
        expect(await open(items[number]!.vaultId, service)).toEqual({ number });
      }
    };
    const writer = async (service: VaultService) => {
      while (!work.isDone) await put({ late: true }, service);
    };
    const busy = [reader(vault, 1), reader(another(), 2), reader(another(), 3), writer(vault), writer(another())];
    const rotations = [await rotate(another()), await rotate(another())];
    work.isDone = true;
    await Promise.all(busy);
    expect(reads).toBeGreaterThan(10);
    expect(rotations[0]!.items).toBeGreaterThanOrEqual(450);
    expect(keysInFile()).toEqual([rotations[1]!.keyId]);
    expect(keysInFile()).not.toContain(before);
    const under = await dataSource.query<{ keyId: string }[]>('SELECT DISTINCT key_id AS "keyId" FROM vault_item');
    expect(under).toEqual([{ keyId: rotations[1]!.keyId }]);
  });

  it('is renewed by the operator’s command, which the log shows', async () => {
    const { vaultId } = await put({ a: 1 });
    const [before] = keysInFile();
    const surroundings = { ...process.env };
    Object.assign(process.env, { DATABASE_URL: database.url, KEY_FILE: keyFile, BROKER_SECRET: 's'.repeat(32) });
    const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      const program = new Command();
      register(program);
      await program.parseAsync(['keys', 'rotate-vault'], { from: 'user' });
    } finally {
      said.mockRestore();
      process.env = surroundings;
    }
    expect(keysInFile()).not.toContain(before);
    expect(await open(vaultId)).toEqual({ a: 1 });
    const [{ n }] = await dataSource.query<[{ n: number }]>(
      `SELECT count(*)::int AS n FROM ledger_entry WHERE event = 'VaultKeyRotated'`,
    );
    expect(n).toBe(1);
  });

  it('goes on with a renewal that was cut short', async () => {
    const { vaultId } = await put({ a: 1 });
    new VaultKeys(keyFile).add();
    expect(keysInFile()).toHaveLength(2);
    await rotate();
    expect(keysInFile()).toHaveLength(1);
    expect(await open(vaultId)).toEqual({ a: 1 });
  });
});
