import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuthorisationService } from '@broker/agreement';
import { ExchangeQueries } from '@broker/exchange';
import { PERMISSIONS, type Act, type Permission } from '@broker/identity';
import { accept } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { everyPerson, programOf, sessionOf, type EveryPerson } from '../support/every-person.js';
import { guardedRoutes, type GuardedRoute } from '../support/guarded-routes.js';
import { Host } from '../support/host.js';
import { as } from '../support/people.js';

/** Requests that are under way at once. */
const AT_ONCE = 12;
/** Some thousands of requests take their time on a busy computer. */
const PATIENCE_MS = 1_800_000;
const GUARD_REFUSALS = [
  'agreement/not-signed',
  'agreement/not-a-signatory',
  'identity/not-your-role',
  'identity/scope-missing',
  'identity/training-lapsed',
  'identity/step-up-needed',
];

/** Tables whose rows pages show by their id. */
const RECORDS = [
  'submission',
  'release',
  'break_glass',
  'agreement_version',
  'deadline',
  'breach',
  'information_request',
  'disclosure',
  'disclosure_record',
  'subject_access',
  'foi_request',
  'onward_request',
];

let host: Host;
let routes: GuardedRoute[];
let people: EveryPerson[];

beforeAll(async () => {
  host = await Host.start();
  routes = guardedRoutes(host.app);
  people = await everyPerson(host.app);
});
afterAll(() => host.stop());

/** What the table says of one act and one person at the door, read once more from its lines: 'yes' or the code of the refusal. */
function expected(act: string, person: EveryPerson, scopes?: string[]): string {
  const { roles, needs }: Permission = PERMISSIONS[act as Act];
  const asked = new Set<string>(needs);
  if (asked.has('signed') && person.standing === 'unsigned') return 'agreement/not-signed';
  if (asked.has('signed') && person.standing === 'not-a-signatory') return 'agreement/not-a-signatory';
  if (!roles.some((role) => role === person.role)) return 'identity/not-your-role';
  if (scopes && !scopes.includes(act)) return 'identity/scope-missing';
  if (asked.has('trained') && !person.isTrained) return 'identity/training-lapsed';
  if (asked.has('step-up') && (scopes || !person.isSteppedUp)) return 'identity/step-up-needed';
  return 'yes';
}

const addressOf = ({ path, method }: GuardedRoute): string =>
  method === 'GET' && path === '/permissions/:act'
    ? '/permissions/home.view'
    : path.replaceAll(/:(\w+)/g, () => randomUUID());

async function ask(route: GuardedRoute, headers: Record<string, string>) {
  const answer = await fetch(`${host.address}${addressOf(route)}`, {
    method: route.method,
    headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': randomUUID(), ...headers },
    redirect: 'manual',
    ...(route.method === 'GET' ? {} : { body: route.isApi ? '{}' : '' }),
  });
  return { status: answer.status, location: answer.headers.get('location') ?? '', body: await answer.text() };
}

/** What the door said: 'yes' when the request went through it, whatever became of it behind. */
function said(route: GuardedRoute, { status, location, body }: Awaited<ReturnType<typeof ask>>): string {
  if (status >= 500) return `fault ${status}`;
  if (location.startsWith('/sign-in') && route.act !== 'session.end') return 'signed out';
  if (location.startsWith('/confirm-it-is-you?')) return 'identity/step-up-needed';
  return GUARD_REFUSALS.find((code) => status === 403 && body.includes(code)) ?? 'yes';
}

/** One session for each person, and another one for what ends it. */
class Sessions {
  private readonly tokens = new Map<EveryPerson, Promise<string>>();

  of(person: EveryPerson, route: GuardedRoute): Promise<string> {
    if (route.act === 'session.end') return sessionOf(host.app, person);
    const token = this.tokens.get(person) ?? sessionOf(host.app, person);
    this.tokens.set(person, token);
    return token;
  }
}

async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const one = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

describe('every route has a rule', () => {
  it('names an act of the table or is open to all, never both', () => {
    const wrong = routes.filter(({ act, isPublic }) => isPublic === (act !== undefined && act in PERMISSIONS));
    expect(wrong.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('is known to the framework and to the router alike', () => {
    const named = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
    expect(routes.map(named).sort()).toEqual(host.routes.map(named).sort());
  });
});

describe('ISA-26: every route × role × standing × state is answered as the table says', () => {
  it(
    'on the pages',
    async () => {
      const closed = routes.filter(({ isApi, isPublic }) => !isApi && !isPublic);
      const cases = closed.flatMap((route) => people.map((person) => ({ route, person })));
      const wrong: string[] = [];
      const sessions = new Sessions();
      await forEach(cases, async ({ route, person }) => {
        const cookie = `broker_session=${await sessions.of(person, route)}`;
        const answer = said(route, await ask(route, { cookie, 'content-type': 'application/x-www-form-urlencoded' }));
        const right = expected(route.act!, person);
        if (answer !== right) wrong.push(`${route.method} ${route.path} as ${person.name}: ${answer}, not ${right}`);
      });
      expect(cases.length).toBeGreaterThan(800);
      expect(wrong).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'on the interface, for programs with every scope and with a single one',
    async () => {
      const closed = routes.filter(({ isApi, isPublic }) => isApi && !isPublic);
      const wrong: string[] = [];
      let asked = 0;
      await forEach(
        people.filter(({ isSteppedUp }) => isSteppedUp),
        async (person) => {
          for (const wanted of [undefined, ['permissions.view']]) {
            const { token, scopes } = await programOf(host.app, person, wanted);
            for (const route of closed) {
              const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
              const answer = said(route, await ask(route, headers));
              const right = expected(route.act!, person, scopes);
              asked += 1;
              if (answer !== right)
                wrong.push(`${route.method} ${route.path} as ${person.name}: ${answer}, not ${right}`);
            }
          }
        },
      );
      expect(asked).toBeGreaterThan(800);
      expect(wrong).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('ISA-26: whose record it is decides, whatever the role', () => {
  it('shows a submission to its own agency alone, and a release to its partnership alone', async () => {
    const police = await as(host.app, 'police.steward');
    const stranger = await as(host.app, 'northmoor-police.steward');
    const exchange = host.app.get(ExchangeQueries);
    const [ours] = await exchange.releases(police.partnershipId);
    const [theirs] = await exchange.releases(stranger.partnershipId);
    const own = await as(host.app, 'police.officer');
    const reader = people.find(({ name }) => name === 'council designated-officer')!;
    const abroad = people.find(({ name }) => name === 'northmoor-council designated-officer')!;
    const seen = async (person: EveryPerson, path: string): Promise<number> => {
      const cookie = `broker_session=${await sessionOf(host.app, person)}`;
      const route = { method: 'GET', path, act: undefined, isPublic: false, isApi: false };
      return (await ask(route, { cookie })).status;
    };
    const owner = { ...reader, actor: own };
    const submission = `/submissions/${ours!.submissionId}`;
    expect(await Promise.all([owner, reader, abroad].map((one) => seen(one, submission)))).toEqual([200, 404, 404]);
    expect(await Promise.all([owner, reader, abroad].map((one) => seen(one, `/releases/${ours!.id}`)))).toEqual([
      200, 200, 404,
    ]);
    expect(await Promise.all([owner, reader, abroad].map((one) => seen(one, `/releases/${theirs!.id}`)))).toEqual([
      404, 404, 200,
    ]);
  });
});

describe('ISA-26: behind the table stands row security', () => {
  it(
    'shows nothing of another partnership on any route, even with the table of permissions switched off',
    async () => {
      const dataSource = host.app.get(DataSource);
      const police = await as(host.app, 'police.steward');
      const names = await dataSource.query<{ name: string }[]>(
        `SELECT name FROM partnership WHERE id = $1 UNION SELECT a.name FROM agency a JOIN signatory s ON s.agency_id = a.id
        WHERE s.partnership_id = $1`,
        [police.partnershipId],
      );
      const someOf = (table: string) => `(SELECT id FROM ${table} WHERE partnership_id = $1 ORDER BY id LIMIT 2)`;
      const ids = await dataSource.query<{ id: string }[]>(
        `${RECORDS.map(someOf).join(' UNION ')} UNION SELECT $2::uuid`,
        [police.partnershipId, police.agencyId],
      );
      const off = jest
        .spyOn(host.app.get(AuthorisationService), 'authorise')
        .mockImplementation(async (_, act) => accept(act));
      const stranger = people.find(({ name }) => name === 'northmoor-council operator')!;
      const cookie = `broker_session=${await sessionOf(host.app, stranger)}`;
      const { token } = await programOf(host.app, stranger);
      const reads = routes.filter(({ method, isPublic }) => method === 'GET' && !isPublic);
      const cases = reads.flatMap((route) =>
        (route.path.includes(':') ? ids : [{ id: '' }]).map(({ id }) => ({
          ...route,
          path: route.path.replaceAll(/:\w+/g, id),
        })),
      );
      const leaks: string[] = [];
      await forEach(cases, async (route) => {
        const { body } = await ask(route, route.isApi ? { authorization: `Bearer ${token}` } : { cookie });
        const leaked = names.filter(({ name }) => body.includes(name));
        if (leaked.length > 0) leaks.push(`${route.path}: ${leaked.map(({ name }) => name).join(', ')}`);
      });
      expect(off).toHaveBeenCalled();
      off.mockRestore();
      expect(ids.length).toBeGreaterThan(RECORDS.length);
      expect(leaks).toEqual([]);
    },
    PATIENCE_MS,
  );
});
