import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LedgerService } from '@broker/ledger';
import { openDataSource } from '@broker/platform';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { register } from '../../apps/cli/commands/ledger.command.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-ledger-'));
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

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url);
  const ledger = new LedgerService(dataSource);
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
  await ledger.sequencePending();
  eventIds.push((await write()).eventId);
  process.env = { ...surroundings, DATABASE_URL: database.url, BROKER_SECRET: 'x'.repeat(32) };
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

describe('broker ledger', () => {
  it('head prints size and root', async () => {
    expect(await broker('head')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ size: 2, rootHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('proof writes a file that verify-proof accepts, and refuses once altered', async () => {
    const file = path.join(folder, 'proof.json');
    expect(await broker('proof', eventIds[1]!, '--out', file)).toBe(0);
    expect(await broker('verify-proof', file)).toBe(0);
    expect(printed).toContain('The proof holds: this is entry 1');
    writeFileSync(file, readFileSync(file, 'utf8').replace('2026', '2025'));
    expect(await broker('verify-proof', file)).toBe(1);
    expect(printed).toContain('The proof does not hold: the entry does not hash');
  });

  it('proof says why there is none', async () => {
    expect(await broker('proof', eventIds[2]!)).toBe(1);
    expect(printed).toContain('waits for its place');
    expect(await broker('proof', randomUUID())).toBe(1);
    expect(printed).toContain('no entry with this id');
  });

  it('verify-proof says what is wrong with the file', async () => {
    expect(await broker('verify-proof', path.join(folder, 'absent.json'))).toBe(1);
    expect(printed).toContain('cannot be read');
    const file = path.join(folder, 'text.json');
    writeFileSync(file, 'no JSON');
    expect(await broker('verify-proof', file)).toBe(1);
    expect(printed).toContain('not a ledger proof');
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
    expect(JSON.parse(printed)).toEqual({ ok: false, seq: 0, fault: 'gap' });
  });
});
