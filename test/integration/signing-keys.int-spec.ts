import { createPublicKey, sign, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SigningKey, SigningKeyService } from '@broker/identity';
import { LedgerService } from '@broker/ledger';
import { openDataSource } from '@broker/platform';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { register } from '../../apps/cli/commands/keys.command.js';
import { SettableClock } from '../support/clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const START = '2026-11-20T09:00:00Z';
const SECRET = 'a secret of the installation that is long enough';
const surroundings = { ...process.env };
const clock = new SettableClock(START);

let database: TestDatabase;
let dataSource: DataSource;
let service: SigningKeyService;

/** The service as another process of the installation has it. */
const another = (tokenSecret = SECRET, on = dataSource) =>
  new SigningKeyService(on, new LedgerService(on), clock, { tokenSecret });
const kids = async (): Promise<string[]> => (await service.published()).map(({ kid }) => kid);

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url, [SigningKey]);
  process.env = { ...surroundings, DATABASE_URL: database.url, BROKER_SECRET: SECRET };
});
afterAll(async () => {
  process.env = surroundings;
  await dataSource.destroy();
  await database.drop();
});
beforeEach(async () => {
  clock.set(START);
  await dataSource.query('DELETE FROM signing_key');
  service = another();
});
afterEach(() => void jest.restoreAllMocks());

describe('ISA-26: the keys that sign tokens', () => {
  it('are made once, however many processes start at the same time', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => openDataSource(database.url, [SigningKey])));
    const services = [service, ...others.map((on) => another(SECRET, on))];
    const signers = await Promise.all([...services, ...services].map((each) => each.signer()));
    expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1);
    expect(await kids()).toEqual([signers[0]!.kid]);
    await Promise.all(others.map((on) => on.destroy()));
  });

  it('are published without anything private, and verify what they sign', async () => {
    const { kid, privateKey } = await service.signer();
    const [published, ...more] = await service.published();
    expect(more).toEqual([]);
    expect(Object.keys(published!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(published).toMatchObject({ kid, alg: 'ES256', crv: 'P-256', kty: 'EC', use: 'sig' });
    const text = Buffer.from('text');
    const key = createPublicKey({ key: { ...published }, format: 'jwk' });
    expect(verify('sha256', text, key, sign('sha256', text, privateKey))).toBe(true);
    const [row] = await dataSource.query<[{ sealed: Buffer }]>('SELECT sealed_private_key AS sealed FROM signing_key');
    const d = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url');
    expect(row.sealed.includes(d)).toBe(false);
  });

  it('follow one another without a gap, each published a day before it signs and taken until its last token has ended', async () => {
    const published = new Map<string, number>();
    const signedFirst = new Map<string, number>();
    const signedLast = new Map<string, number>();
    const takenLast = new Map<string, number>();
    for (let hour = 0; hour < 24 * 100; hour += 1) {
      clock.set(new Date(new Date(START).getTime() + hour * 3_600_000));
      await service.makeDue();
      for (const kid of await kids()) {
        if (!published.has(kid)) published.set(kid, hour);
        takenLast.set(kid, hour);
      }
      const { kid } = await service.signer();
      if (!signedFirst.has(kid)) signedFirst.set(kid, hour);
      signedLast.set(kid, hour);
      if (hour % 24 === 0) await service.removeEnded();
    }
    expect(signedFirst.size).toBe(4);
    const [first, ...later] = [...signedFirst.keys()];
    expect(published.get(first!)).toBe(0);
    for (const kid of later) expect(signedFirst.get(kid)! - published.get(kid)!).toBeGreaterThanOrEqual(24);
    for (const kid of [first!, ...later].slice(0, 3)) {
      expect(signedLast.get(kid)! - signedFirst.get(kid)!).toBe(30 * 24 - 1);
      expect(takenLast.get(kid)! - signedLast.get(kid)!).toBe(1);
    }
  });

  it('begin anew at once after a long stop, and leave an entry in the log for each', async () => {
    const { kid } = await service.signer();
    clock.advance({ days: 400 });
    expect((await another().signer()).kid).not.toBe(kid);
    expect(await kids()).toHaveLength(1);
    const [{ n }] = await dataSource.query<[{ n: number }]>(
      `SELECT count(*)::int AS n FROM ledger_entry WHERE event = 'SigningKeyMade' AND subject_id = $1`,
      [kid],
    );
    expect(n).toBe(1);
  });

  it('are not opened under another secret, and one that was made anew helps', async () => {
    await service.signer();
    const moved = another('another secret of the installation, long enough');
    await expect(moved.signer()).rejects.toThrow('BROKER_SECRET');
    await moved.rotate(false);
    expect((await moved.signer()).kid).toHaveLength(43);
  });

  it('stop signing when the operator rotates, in every process, and verify on', async () => {
    const other = another();
    const { kid } = await other.signer();
    const made = await service.rotate(false);
    expect((await other.signer()).kid).toBe(made);
    expect((await kids()).sort()).toEqual([kid, made].sort());
    clock.advance({ minutes: 15 });
    expect(await kids()).toContain(kid);
    clock.advance({ minutes: 45 });
    expect(await kids()).toEqual([made]);
    expect(await service.removeEnded()).toBe(1);
  });

  it('verify no more, from that moment on, when the operator distrusts them', async () => {
    const { kid } = await service.signer();
    expect(await kids()).toEqual([kid]);
    await service.rotate(true);
    expect(await kids()).not.toContain(kid);
    expect(await kids()).toEqual([(await another().signer()).kid]);
  });
});

describe('broker keys', () => {
  let printed: string;

  async function broker(...words: string[]): Promise<string> {
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((printed += String(text))));
    const program = new Command('broker').exitOverride();
    register(program);
    await program.parseAsync(['keys', ...words], { from: 'user' });
    jest.restoreAllMocks();
    return printed;
  }

  it('lists them with what each does', async () => {
    expect(await broker('list')).toContain('There is no key yet');
    clock.set(new Date());
    const { kid } = await service.signer();
    expect(await broker('list')).toMatch(new RegExp(`^signs +\\S+ +\\S+ +\\S+ +${kid}$`, 'm'));
    const [listed] = JSON.parse(await broker('list', '--json')) as Record<string, string>[];
    expect(listed).toMatchObject({ kid, state: 'signs' });
    expect(Object.keys(listed!).sort()).toEqual(['kid', 'signsFrom', 'signsUntil', 'state', 'takenUntil']);
  });

  it('rotates them, and refuses the distrusted at once', async () => {
    clock.set(new Date());
    await service.signer();
    expect(await broker('rotate')).toContain('signs from now on');
    expect(
      (JSON.parse(await broker('list', '--json')) as { state: string }[]).map(({ state }) => state).sort(),
    ).toEqual(['signs', 'verifies']);
    expect(await broker('rotate', '--distrusted')).toContain('refused from now on');
    expect(JSON.parse(await broker('list', '--json'))).toHaveLength(1);
  });
});
