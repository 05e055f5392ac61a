import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  MachineTokenQueries,
  MachineTokenService,
  SigningKeyService,
  type Actor,
  type NewProgram,
  type ProgramAccess,
} from '@broker/identity';
import type { Result } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from '../support/application.js';
import { SettableClock } from '../support/clock.js';
import { as, entriesOf, newestFacts } from '../support/people.js';

const START = '2026-11-20T09:00:00Z';
const clock = new SettableClock(START);
const JTI = '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11';

let test: TestApplication;
let programs: MachineTokenService;
let steward: Actor;

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const query = <T>(sql: string, values: unknown[] = []): Promise<T> => test.app.get(DataSource).query<T>(sql, values);

const letIn = async (more: Partial<NewProgram> = {}, actor = steward): Promise<ProgramAccess> =>
  value(await programs.issue(actor, { name: 'Records system', ...more }));
const refresh = (refreshToken: string) => programs.refresh(refreshToken, JTI);
const isLetIn = async ({ id, appointmentId }: ProgramAccess): Promise<boolean> => {
  const { kid } = await test.app.get(SigningKeyService).signer();
  return (await programs.actorOf({ programId: id, appointmentId, kid })) !== null;
};

beforeAll(async () => {
  test = await startModule(DemonstrationModule, clock);
  await loadDemonstration(test.app);
  programs = test.app.get(MachineTokenService);
  steward = await as(test.app, 'police.steward');
});
afterAll(() => test.close());
beforeEach(() => clock.set(START));

describe('ISA-26: a refresh token is good once', () => {
  it('and brings the next, which is stored as a hash alone', async () => {
    const first = await letIn();
    const second = value(await refresh(first.refreshToken));
    const third = value(await refresh(second.refreshToken));
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(third).toMatchObject({ id: first.id, scopes: first.scopes, expiresAt: first.expiresAt });
    const hashes = await query<{ sha256: string }[]>(
      `SELECT token_sha256 AS sha256 FROM refresh_token WHERE machine_token_id = $1 AND used_at IS NULL`,
      [first.id],
    );
    expect(hashes).toEqual([{ sha256: createHash('sha256').update(third.refreshToken).digest('hex') }]);
    expect(await newestFacts(test.app, 'TokenRefreshed')).toEqual({ tokenId: JTI });
  });

  it('used a second time it ends the whole program, 100 times of 100, however old it is', async () => {
    const before = await entriesOf(test.app, 'TokenReused');
    for (let run = 0; run < 100; run += 1) {
      const first = await letIn();
      const tokens = [first.refreshToken];
      for (let times = 0; times <= run % 4; times += 1) tokens.push(value(await refresh(tokens.at(-1)!)).refreshToken);
      expect(codeOf(await refresh(tokens[run % (tokens.length - 1)]!))).toBe('identity/refresh-reused');
      expect(await isLetIn(first)).toBe(false);
      for (const token of tokens) expect(codeOf(await refresh(token))).toBe('identity/refresh-ended');
    }
    expect(await entriesOf(test.app, 'TokenReused')).toBe(before + 100);
    expect(await newestFacts(test.app, 'TokenReused')).toEqual({ code: 'identity/refresh-reused' });
  });

  it('used twice at the same time it is answered once at most, and the program is over, in 100 races of 100', async () => {
    for (let race = 0; race < 100; race += 1) {
      const first = await letIn();
      const uses = 2 + (race % 3);
      const answers = await Promise.all(Array.from({ length: uses }, () => refresh(first.refreshToken)));
      expect(answers.map(codeOf).sort()).toEqual([
        ...Array.from({ length: uses - 2 }, () => 'identity/refresh-ended'),
        'identity/refresh-reused',
        'ok',
      ]);
      const winner = answers.find(({ ok }) => ok);
      expect(codeOf(await refresh(value(winner!).refreshToken))).toBe('identity/refresh-ended');
      expect(await isLetIn(first)).toBe(false);
    }
  });

  it.each([
    '',
    'x',
    'broker_refresh_',
    `broker_refresh_${'A'.repeat(43)}`,
    `broker_refresh_${'A'.repeat(43)}\n`,
    "' OR 1=1 --",
  ])('and nothing else is: %j', async (text) => {
    const before = await entriesOf(test.app, 'TokenRefreshRefused');
    expect(codeOf(await refresh(text))).toBe('identity/refresh-unknown');
    expect(await entriesOf(test.app, 'TokenRefreshRefused')).toBe(before + 1);
  });
});

describe('ISA-26: who is told that a refresh token was used twice', () => {
  it('the officer for whom it acts and whoever looks after the agency’s programs, once', async () => {
    const officer = await as(test.app, 'health.officer');
    const access = await letIn({}, officer);
    value(await refresh(access.refreshToken));
    expect(codeOf(await refresh(access.refreshToken))).toBe('identity/refresh-reused');
    expect(codeOf(await refresh(access.refreshToken))).toBe('identity/refresh-ended');
    const told = await query<{ email: string; facts: object }[]>(
      `SELECT o.email, n.facts FROM notice n JOIN officer o ON o.id = n.officer_id WHERE n.key = $1 ORDER BY o.email`,
      [`program-reused:${access.id}`],
    );
    expect(told.map(({ email }) => email.split('@')[0])).toEqual(['health.officer', 'health.signer', 'health.steward']);
    expect(told[0]!.facts).toEqual({});
  });
});

describe('ISA-26: a program is let in for a time', () => {
  it('ends when it was not used for 30 days', async () => {
    const used = await letIn();
    const [idle, last] = [await letIn(), await letIn()];
    clock.advance({ days: 30, seconds: -1 });
    const renewed = value(await refresh(used.refreshToken));
    expect(codeOf(await refresh(last.refreshToken))).toBe('ok');
    clock.advance({ seconds: 1 });
    expect(codeOf(await refresh(idle.refreshToken))).toBe('identity/refresh-ended');
    expect(codeOf(await refresh(renewed.refreshToken))).toBe('ok');
  });

  it('ends after 180 days, however busy it is, or sooner when it was let in for fewer', async () => {
    const [long, short] = [await letIn(), await letIn({ days: 7 })];
    let token = long.refreshToken;
    for (let day = 20; day < 180; day += 20) {
      clock.advance({ days: 20 });
      token = value(await refresh(token)).refreshToken;
      expect(codeOf(await refresh(short.refreshToken))).toBe('identity/refresh-ended');
      expect(await isLetIn(short)).toBe(false);
    }
    clock.advance({ days: 20, seconds: -1 });
    expect(await isLetIn(long)).toBe(true);
    clock.advance({ seconds: 1 });
    expect([codeOf(await refresh(token)), await isLetIn(long)]).toEqual(['identity/refresh-ended', false]);
  });

  it('ends with the appointment of its officer', async () => {
    const officer = await as(test.app, 'fire.officer');
    const access = await letIn({}, officer);
    await query(`UPDATE appointment SET ended_on = '2026-11-19', started_on = '2026-11-01' WHERE id = $1`, [
      officer.appointmentId,
    ]);
    expect(codeOf(await refresh(access.refreshToken))).toBe('identity/refresh-ended');
    expect(await isLetIn(access)).toBe(false);
  });

  it('ends when it gives its token back, used or not', async () => {
    const [first, other] = [await letIn(), await letIn()];
    const next = value(await refresh(first.refreshToken));
    expect(codeOf(await programs.giveBack(first.refreshToken))).toBe('ok');
    expect(codeOf(await refresh(next.refreshToken))).toBe('identity/refresh-ended');
    expect(codeOf(await programs.giveBack(next.refreshToken))).toBe('ok');
    expect(codeOf(await programs.giveBack('x'))).toBe('identity/refresh-unknown');
    expect(await isLetIn(other)).toBe(true);
  });

  it('and is forgotten a month after its end, with its refresh tokens', async () => {
    const access = await letIn({ days: 1 });
    value(await refresh(access.refreshToken));
    const kept = () => query<unknown[]>('SELECT FROM refresh_token WHERE machine_token_id = $1', [access.id]);
    clock.advance({ days: 30 });
    await programs.forgetEnded();
    expect(await kept()).toHaveLength(2);
    clock.advance({ days: 1 });
    expect(await programs.forgetEnded()).toBeGreaterThan(0);
    expect(await kept()).toHaveLength(0);
    expect(codeOf(await refresh(access.refreshToken))).toBe('identity/refresh-unknown');
  });
});

describe('ISA-26: a program does what it was let in for, for one officer', () => {
  it('and no more', async () => {
    const access = await letIn({ scopes: ['submission.view', 'agreement:read'] });
    const { kid } = await test.app.get(SigningKeyService).signer();
    const actor = await programs.actorOf({ programId: access.id, appointmentId: access.appointmentId, kid });
    expect(actor).toMatchObject({ officerId: steward.officerId, role: 'data-steward' });
    expect(actor!.scopes).toContain('submission.view');
    expect(actor!.scopes).toContain('agreement.view');
    expect(actor!.scopes).not.toContain('submission.upload');
  });

  it.each<[string, Partial<NewProgram>, string]>([
    ['no scope', { scopes: [] }, 'identity/scope-none'],
    ['an unknown scope', { scopes: ['everything'] }, 'identity/scope-unknown'],
    ['a scope of another role', { scopes: ['notices.nothing'] }, 'identity/scope-unknown'],
    ['an act for persons', { scopes: ['program.create'] }, 'identity/scope-for-persons'],
    ['no name', { name: ' ' }, 'identity/program-name'],
    ['too long a name', { name: 'x'.repeat(61) }, 'identity/program-name'],
    ['too long a time', { days: 181 }, 'identity/program-days'],
    ['no time', { days: 0 }, 'identity/program-days'],
    ['a part of a day', { days: 1.5 }, 'identity/program-days'],
  ])('is not let in with %s', async (_, more, code) => {
    expect(codeOf(await programs.issue(steward, { name: 'Records system', ...more }))).toBe(code);
  });

  it('is seen and ended by its officer, by its agency’s steward and signing officer, and by nobody else', async () => {
    const officer = await as(test.app, 'police.officer');
    const access = await letIn({}, officer);
    const sees = async (who: string): Promise<boolean> => {
      const list = await test.app.get(MachineTokenQueries).programs(await as(test.app, who), { limit: 500, offset: 0 });
      return list.some(({ id }) => id === access.id);
    };
    const people = [
      'police.officer',
      'police.steward',
      'police.signer',
      'council.steward',
      'council.auditor',
      'northmoor-police.steward',
    ];
    expect(await Promise.all(people.map(sees))).toEqual([true, true, true, false, false, false]);
    const other = await letIn({}, steward);
    expect(codeOf(await programs.end(officer, other.id))).toBe('identity/no-such-program');
    expect(codeOf(await programs.end(await as(test.app, 'council.steward'), access.id))).toBe(
      'identity/no-such-program',
    );
    expect(codeOf(await programs.end(steward, 'no-id'))).toBe('identity/no-such-program');
    expect(await isLetIn(access)).toBe(true);
    const before = await entriesOf(test.app, 'TokenEnded');
    expect([codeOf(await programs.end(steward, access.id)), codeOf(await programs.end(steward, access.id))]).toEqual([
      'ok',
      'ok',
    ]);
    expect(await entriesOf(test.app, 'TokenEnded')).toBe(before + 1);
    expect(await isLetIn(access)).toBe(false);
    expect(await test.app.get(MachineTokenQueries).program(officer, access.id)).toMatchObject({ state: 'ended' });
  });
});
