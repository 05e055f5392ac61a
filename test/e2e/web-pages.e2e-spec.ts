import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { configureWeb } from '../../apps/web/configure-web.js';
import { WebModule } from '../../apps/web/web.module.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { newestFacts } from '../support/people.js';

let database: TestDatabase;
let app: NestExpressApplication;
const spool = mkdtempSync(path.join(tmpdir(), 'broker-web-spool-'));

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.BROKER_SECRET = 'a secret for tests alone, long enough';
  process.env.SPOOL_DIR = spool;
  const module = await Test.createTestingModule({ imports: [WebModule] }).compile();
  app = module.createNestApplication<NestExpressApplication>();
  configureWeb(app);
  await app.init();
  await loadDemonstration(app);
});

afterAll(async () => {
  await app?.close();
  await database?.drop();
  rmSync(spool, { recursive: true, force: true });
});

const OWN_PAGES = { 'sec-fetch-site': 'same-origin' };
const server = () => app.getHttpServer() as Parameters<typeof request>[0];

async function signIn(who: string, password = DEMONSTRATION_PASSWORD) {
  return request(server())
    .post('/sign-in')
    .set(OWN_PAGES)
    .type('form')
    .send({ email: `${who}@demo.example`, password, next: '/releases' });
}

/** The cookie of a signed-in person. */
async function cookieOf(who: string): Promise<string> {
  const [cookie] = (await signIn(who)).get('set-cookie') ?? [];
  return cookie?.split(';')[0] ?? '';
}

const get = async (who: string, address: string) =>
  request(server())
    .get(address)
    .set('cookie', await cookieOf(who));

describe('ISA-26: signing in', () => {
  it('leads on to the page that was asked for, with a cookie that scripts cannot read', async () => {
    const answer = await signIn('police.steward');
    expect([answer.status, answer.headers.location]).toEqual([303, '/releases']);
    expect(answer.get('set-cookie')?.[0]).toMatch(/^broker_session=[^;]+;.*Path=\/;.*HttpOnly; SameSite=Lax/);
  });

  it('is refused with a mend, and the refusal is recorded', async () => {
    const answer = await signIn('police.steward', 'wrong');
    expect([answer.status, answer.get('set-cookie')]).toEqual([401, undefined]);
    expect(answer.text).toContain('The email address or the password is not right. Check both and try again.');
    expect(await newestFacts(app, 'SignInRefused')).toEqual({ code: 'identity/wrong-email-or-password' });
  });

  it('is asked of whoever is not signed in, and never leads to another site', async () => {
    const answer = await request(server()).get('/?from=mail');
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in?next=%2F%3Ffrom%3Dmail']);
    const page = await request(server()).get('/sign-in?next=//evil.example');
    expect(page.text).toContain('name="next" value="/"');
  });

  it('ends with signing out', async () => {
    const cookie = await cookieOf('police.steward');
    const out = await request(server()).post('/sign-out').set(OWN_PAGES).set('cookie', cookie);
    expect([out.status, out.headers.location]).toEqual([303, '/sign-in']);
    expect((await request(server()).get('/').set('cookie', cookie)).status).toBe(303);
  });

  it('is refused when another site sends the form', async () => {
    const form = { email: 'police.steward@demo.example', password: DEMONSTRATION_PASSWORD };
    for (const origin of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}]) {
      const answer = await request(server()).post('/sign-in').set(origin).type('form').send(form);
      expect([answer.status, answer.get('set-cookie')]).toEqual([403, undefined]);
    }
  });
});

describe('pages', () => {
  it('load nothing from elsewhere and stay in no cache', async () => {
    const { headers, text } = await get('police.steward', '/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(text).not.toContain('GDS Transport');
    const [, style = ''] = /href="(\/static\/[^"]+govuk\.css)"/.exec(text) ?? [];
    const css = await request(server()).get(style);
    expect([css.status, css.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(css.text).not.toContain('GDS Transport');
  });

  it('that do not exist say so, and leave the interface and the health checks alone', async () => {
    const answer = await get('police.steward', '/no-such-page');
    expect([answer.status, answer.text]).toEqual([
      404,
      expect.stringContaining('<h1 class="govuk-heading-l">Page not found'),
    ]);
    expect((await request(server()).get('/health/live')).body).toEqual({ status: 'live' });
    expect((await request(server()).get('/api/v1/nothing')).type).toBe('application/json');
  });
});
