import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ReleaseService, SubmissionCheckService, SubmissionService } from '@broker/exchange';
import { noticeActs } from '../support/acts/notices.js';
import { auditActs } from '../support/acts/audit.js';
import { accessActs } from '../support/acts/access.js';
import { signInActs } from '../support/acts/sign-in.js';
import { calendarActs } from '../support/acts/calendar.js';
import { agreementActs } from '../support/acts/agreement.js';
import { disclosureActs, disclosureCalls } from '../support/acts/disclosures.js';
import { requestActs, requestCalls } from '../support/acts/requests.js';
import { breachActs } from '../support/acts/breaches.js';
import { witnessActs } from '../support/acts/witnesses.js';
import { keepingActs } from '../support/acts/keeping.js';
import { Host, type Route } from '../support/host.js';
import { officersActs } from '../support/acts/officers.js';
import { proofActs } from '../support/acts/proof.js';
import { arriving, as, entriesOf } from '../support/people.js';
import { streetMonth } from '../support/street-month.js';

let host: Host;
let cookie: string;
let token: string;
let month = 0;

beforeAll(async () => {
  host = await Host.start();
  cookie = await host.cookieOf('police.steward');
  token = await host.tokenOf('police.steward');
});
afterAll(() => host.stop());

/** A file that nobody has sent before, of a month of its own. */
const newMonth = (): string => streetMonth([{ month: `20${String(10 + (month += 1)).padStart(2, '0')}-01`, rows: 50 }]);

async function checkedSubmission(): Promise<string> {
  const police = await as(host.app, 'police.steward');
  const upload = { datasetId: 'POL-2', fileName: 'month.csv', body: arriving(newMonth()) };
  const received = await host.app.get(SubmissionService).receive(police, upload);
  if (!received.ok) throw new Error(received.refusal.message);
  await host.app.get(SubmissionCheckService).check(received.value.id);
  return received.value.id;
}

async function release(): Promise<string> {
  const police = await as(host.app, 'police.steward');
  const released = await host.app.get(ReleaseService).release(police, await checkedSubmission(), 'strategic-planning');
  if (!released.ok) throw new Error(released.refusal.message);
  return released.value.id;
}

const page = (path: string, as: string = cookie) =>
  host.request().post(path).set('cookie', as).set('sec-fetch-site', 'same-origin');
const machine = (path: string) =>
  host.request().post(`/api/v1${path}`).auth(token, { type: 'bearer' }).set('idempotency-key', randomUUID());

type Act = () => PromiseLike<{ status: number }>;

/** For each route that changes something: what is needed beforehand, and then a request that succeeds. */
const ACTS: Record<string, () => Promise<Act>> = {
  ...accessActs(() => ({
    app: host.app,
    cookieOf: (who) => host.cookieOf(who),
    send: (path, own, form) => page(path, own).type('form').send(form),
  })),
  ...agreementActs(() => host),
  ...proofActs(() => host),
  ...keepingActs(() => host),
  ...disclosureActs(() => host),
  ...disclosureCalls(() => host),
  ...officersActs(() => ({
    app: host.app,
    cookieOf: (who) => host.cookieOf(who),
    send: (path, own, form) => page(path, own).type('form').send(form),
    call: async (who, path, body) => {
      const own = await host.tokenOf(who);
      const key = randomUUID();
      return host.request().post(`/api/v1${path}`).auth(own, { type: 'bearer' }).set('idempotency-key', key).send(body);
    },
  })),
  ...noticeActs(() => ({
    app: host.app,
    cookieOf: (who) => host.cookieOf(who),
    send: (path, own, form) => page(path, own).type('form').send(form),
    machine: (path, body) => machine(path).send(body),
    call: async (who, verb, path, body) => {
      const own = await host.tokenOf(who);
      const address = `/api/v1${path}`;
      const request = verb === 'post' ? host.request().post(address) : host.request().delete(address);
      return request.auth(own, { type: 'bearer' }).set('idempotency-key', randomUUID()).send(body);
    },
  })),
  ...breachActs(() => host),
  ...requestActs(() => host),
  ...requestCalls(() => host),
  ...auditActs(() => host),
  ...calendarActs(() => host),
  ...witnessActs(() => host),
  'POST /sign-in': async () => async () => ({ status: (await host.cookieOf('police.steward')) ? 303 : 500 }),
  'POST /sign-out': async () => {
    const own = await host.cookieOf('fire.officer');
    return () => page('/sign-out', own);
  },
  ...signInActs(() => host),
  'POST /datasets/:id/upload': async () => () =>
    page('/datasets/POL-2/upload').attach('file', Buffer.from(newMonth()), 'month.csv'),
  'POST /submissions/:id/release': async () => {
    const id = await checkedSubmission();
    return () => page(`/submissions/${id}/release`).type('form').send({ purpose: 'strategic-planning' });
  },
  'POST /submissions/:id/withdraw': async () => {
    const id = await checkedSubmission();
    return () => page(`/submissions/${id}/withdraw`).type('form').send({ reason: 'wrong month' });
  },
  'POST /releases/:id/collections': async () => {
    const id = await release();
    return () => page(`/releases/${id}/collections`).type('form').send({ format: 'csv' });
  },
  'POST /programs': async () => () =>
    page('/programs').type('form').send({ name: 'Records system', scopes: 'exchange:read', days: '30' }),
  'POST /programs/:id/end': async () => {
    const { id } = await host.tokensOf('police.officer');
    return () => page(`/programs/${id}/end`);
  },
  'POST /api/v1/tokens': async () => async () => ({ status: (await host.tokenOf('fire.officer')) ? 201 : 500 }),
  'POST /api/v1/tokens/refresh': async () => {
    const { refreshToken } = await host.tokensOf('fire.officer');
    return () => host.request().post('/api/v1/tokens/refresh').send({ refreshToken });
  },
  'POST /api/v1/tokens/end': async () => {
    const { refreshToken } = await host.tokensOf('fire.officer');
    return () => host.request().post('/api/v1/tokens/end').send({ refreshToken });
  },
  'DELETE /api/v1/tokens/:id': async () => {
    const { id, token: own } = await host.tokensOf('fire.officer');
    return () => host.request().delete(`/api/v1/tokens/${id}`).auth(own, { type: 'bearer' });
  },
  'POST /api/v1/submissions': async () => () =>
    machine('/submissions?dataset=POL-2&fileName=month.csv').type('text/csv').send(newMonth()),
  'POST /api/v1/submissions/:id/release': async () => {
    const id = await checkedSubmission();
    return () => machine(`/submissions/${id}/release`).send({ purpose: 'strategic-planning' });
  },
  'POST /api/v1/submissions/:id/withdrawal': async () => {
    const id = await checkedSubmission();
    return () => machine(`/submissions/${id}/withdrawal`).send({ reason: 'wrong month' });
  },
  'POST /api/v1/releases/:id/collections': async () => {
    const id = await release();
    return () => machine(`/releases/${id}/collections`).send({ format: 'ndjson' });
  },
};

/** Routes that answer somebody who is not signed in. */
const OPEN = [
  'GET /health/live',
  'GET /health/ready',
  'GET /sign-in',
  'POST /sign-in',
  'GET /sign-in/code',
  'POST /sign-in/code',
  'GET /sign-in/code/passkey.json',
  'POST /sign-in/code/passkey',
  'GET /sign-in/passkey.json',
  'POST /sign-in/passkey',
  'GET /sign-in/through/:id',
  'GET /sign-in/through/:id/answer',
  'GET /invitations/:token',
  'POST /invitations/:token',
  'GET /accessibility',
  'GET /proof/check',
  'GET /proof/check-proofs.html',
  'GET /proof/keys.txt',
  'GET /register',
  'GET /api/v1/register',
  'GET /calendar-feed/:token.ics',
  'POST /api/v1/tokens',
  'POST /api/v1/tokens/refresh',
  'POST /api/v1/tokens/end',
  'GET /api/v1/.well-known/jwks.json',
  'GET /api/v1/openapi.json',
];

const named = ({ method, path }: Route): string => `${method} ${path}`;
const changes = ({ method }: Route): boolean => !['GET', 'HEAD'].includes(method);

describe('no evidence, no act', () => {
  it('every route that changes something is tried below', () => {
    const changing = host.routes.filter(changes).map(named);
    expect(changing.sort()).toEqual(Object.keys(ACTS).sort());
  });

  it.each(Object.keys(ACTS))('%s leaves a ledger entry', async (name) => {
    const act = await ACTS[name]!();
    const before = await entriesOf(host.app);
    expect((await act()).status).toBeLessThan(400);
    expect(await entriesOf(host.app)).toBeGreaterThan(before);
  });
});

describe('no other site’s form is taken', () => {
  it('by any page that changes something', async () => {
    const pages = host.routes.filter((route) => changes(route) && !route.path.startsWith('/api/'));
    expect(pages.length).toBeGreaterThan(20);
    for (const { path } of pages) {
      const address = path.replaceAll(/:\w+/g, randomUUID());
      for (const origin of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}]) {
        const answer = await host.request().post(address).set('cookie', cookie).set(origin).type('form').send({});
        expect([path, answer.status, answer.text.includes('another site')]).toEqual([path, 403, true]);
      }
    }
  });
});

describe('nobody who is not signed in gets past the door', () => {
  it('of any route but the open ones', async () => {
    const closed = host.routes.filter((route) => !OPEN.includes(named(route)));
    expect(closed.length).toBeGreaterThan(25);
    for (const { method, path } of closed) {
      const address = path.replace(':id', randomUUID()).replace(':eventId', randomUUID());
      const verb = method.toLowerCase() as 'get' | 'post' | 'delete';
      const answer = await host.request()[verb](address).set('sec-fetch-site', 'same-origin');
      const turnedAway = path.startsWith('/api/')
        ? answer.status === 401
        : answer.headers['location']?.startsWith('/sign-in');
      expect([method, path, Boolean(turnedAway)]).toEqual([method, path, true]);
    }
  });
});
