import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ModulesContainer } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ExchangeQueries, SubmissionCheckService } from '@broker/exchange';
import { PERMISSIONS } from '@broker/identity';
import { CheckpointService, LedgerService, openProof, parsePolicy } from '@broker/ledger';
import { PUBLIC } from '@broker/platform';
import request from 'supertest';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { ACT } from '../../apps/web/shell/page-request.js';
import { configureWeb } from '../../apps/web/configure-web.js';
import { WebModule } from '../../apps/web/web.module.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { as, entriesOf, newestFacts } from '../support/people.js';
import { CANARIES, streetMonth } from '../support/street-month.js';

let database: TestDatabase;
let app: NestExpressApplication;
const spool = mkdtempSync(path.join(tmpdir(), 'broker-web-spool-'));

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.BROKER_SECRET = 'a secret for tests alone, long enough';
  process.env.SPOOL_DIR = spool;
  process.env.KEY_FILE = `${spool}.vault-keys.json`;
  process.env.UPLOAD_BYTES_MAX = '1000000';
  const module = await Test.createTestingModule({ imports: [WebModule] }).compile();
  app = module.createNestApplication<NestExpressApplication>({ logger: ['fatal'] });
  configureWeb(app);
  await app.listen(0, '127.0.0.1');
  await loadDemonstration(app);
});

afterAll(async () => {
  await app?.close();
  await database?.drop();
  rmSync(spool, { recursive: true, force: true });
  rmSync(`${spool}.vault-keys.json`, { force: true });
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
    const [, script = ''] = /src="(\/static\/[^"]+broker\.js)"/.exec(text) ?? [];
    const imported = [...(await request(server()).get(script)).text.matchAll(/from '\.\/([\w-]+\.js)'/g)];
    expect(imported.length).toBeGreaterThan(1);
    for (const [, name = ''] of imported) {
      expect((await request(server()).get(script.replace('broker.js', name))).type).toBe('text/javascript');
    }
  });

  it('that do not exist say so, and leave the interface and the health checks alone', async () => {
    const answer = await get('police.steward', '/no-such-page');
    expect([answer.status, mainOf(answer)]).toEqual([404, expect.stringContaining('Page not found')]);
    expect(mainOf(await request(server()).get('/%E0%A4%A'))).toContain('Page not found');
    expect((await request(server()).get('/health/live')).body).toEqual({ status: 'live' });
    expect((await request(server()).get('/api/v1/nothing')).type).toBe('application/json');
  });
});

/** Sends a form as a person's own page does. */
const post = async (who: string, address: string, form: Record<string, string>) =>
  request(server())
    .post(address)
    .set(OWN_PAGES)
    .set('cookie', await cookieOf(who))
    .type('form')
    .send(form);

const upload = async (who: string, dataset: string, content: string | Buffer | null) => {
  const form = request(server())
    .post(`/datasets/${dataset}/upload`)
    .set(OWN_PAGES)
    .set('cookie', await cookieOf(who));
  return content === null ? form.field('other', 'x') : form.attach('file', Buffer.from(content), 'month.csv');
};

const BURGLARIES = ['1A', '2A', '3A', '4A'].map((area) => ({ area, rows: 150 }));
/** The two robberies are too few; so that they cannot be worked out, another cell of their area goes with them. */
const MONTH = streetMonth([
  ...BURGLARIES,
  { area: '1A', type: 'Robbery', rows: 2 },
  { area: '2A', type: 'Robbery', rows: 6 },
  { area: '1A', type: 'Drugs', rows: 5 },
  { area: '2A', type: 'Drugs', rows: 5 },
]);

/** What a page says in its main part, for messages of failing tests that can be read. */
const mainOf = ({ text }: { text: string }): string =>
  (/<main[^]*<\/main>/.exec(text)?.[0] ?? text).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('every handler', () => {
  it('names an act of the table of permissions, or is public', () => {
    const modules = [...app.get(ModulesContainer).values()];
    const controllers = modules.find(({ metatype }) => metatype === WebModule)?.controllers.values() ?? [];
    const handlers = [...controllers].flatMap(({ metatype }) => {
      const prototype = (metatype as { prototype: Record<string, object> }).prototype;
      return Object.getOwnPropertyNames(prototype)
        .filter((name) => name !== 'constructor' && Reflect.hasMetadata('path', prototype[name]!))
        .map((name) => ({
          name: `${metatype?.name}.${name}`,
          act: Reflect.getMetadata(ACT, prototype[name]!) as string | undefined,
          isPublic: Reflect.getMetadata(PUBLIC, prototype[name]!) === true,
        }));
    });
    expect(handlers.length).toBeGreaterThan(20);
    expect(handlers.filter(({ act, isPublic }) => !isPublic && !(act && act in PERMISSIONS))).toEqual([]);
  });
});

describe('ISA-10: no data for an agency that has not signed', () => {
  it.each(['voluntary.officer', 'ferries.officer'])(
    '%s is refused in words, with the clause, on record',
    async (who) => {
      const answer = await get(who, '/releases');
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('so no data may flow to it or from it.');
      expect(answer.text).toContain('No data flows to or from an organisation that has not signed.');
      expect(answer.text).toContain('href="/agreement#ISA-10"');
      expect(await newestFacts(app, 'AccessRefused')).toMatchObject({ act: 'release.view', clause: 'ISA-10' });
      expect(mainOf(await get(who, '/'))).toContain('No data is open to your agency yet');
    },
  );
});

describe('ISA-9, ISA-11: the doors of an upload', () => {
  const cases: [string, string, string, string | Buffer | null, number, string][] = [
    ['no file', 'police.steward', 'POL-2', null, 400, 'Select a file'],
    ['an empty file', 'police.steward', 'POL-2', '', 422, 'The file is empty'],
    ['missing columns', 'police.steward', 'POL-2', 'Month,Crime type\n2019-01,Drugs\n', 422, 'The file lacks'],
    ['a formula for a name', 'police.steward', 'POL-2', '=1+1,b\n1,2\n', 422, 'begins like a spreadsheet formula'],
    ['a person in the header', 'police.steward', 'POL-2', 'ada@example.org,b\n1,2\n', 422, 'an e-mail address'],
    ['another agency’s dataset', 'fire.steward', 'POL-2', MONTH, 422, 'is not one that Hampshire Fire'],
    ['too large a file', 'police.steward', 'POL-2', `${MONTH}${'x'.repeat(1_000_000)}`, 422, 'larger than 1 MB'],
  ];
  it.each(cases)('%s', async (_, who, dataset, content, status, words) => {
    const refusedBefore = await entriesOf(app, 'UploadRefused');
    const answer = await upload(who, dataset, content);
    expect([answer.status, answer.text.includes('There is a problem')]).toEqual([status, true]);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain('<title>Error: Upload Recorded crime');
    expect((await entriesOf(app, 'UploadRefused')) - refusedBefore).toBe(content === null ? 0 : 1);
    expect(readdirSync(spool)).toEqual([]);
  });

  it('never repeats a person’s details from a file', async () => {
    expect((await upload('police.steward', 'POL-2', 'ada@example.org,b\n1,2\n')).text).not.toContain('ada@example.org');
  });

  it('is not open to another role', async () => {
    const answer = await upload('police.officer', 'POL-2', MONTH);
    expect([answer.status, mainOf(answer)]).toEqual([403, expect.stringContaining('You may not upload a dataset as')]);
  });

  it('leaves nothing when the connection stops in the middle', async () => {
    const received = await entriesOf(app, 'SubmissionReceived');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const half = http.request({
      port,
      host: '127.0.0.1',
      path: '/datasets/POL-2/upload',
      method: 'POST',
      headers: {
        ...OWN_PAGES,
        cookie: await cookieOf('police.steward'),
        'content-type': 'multipart/form-data; boundary=b',
      },
    });
    half.on('error', () => undefined);
    half.write(`--b\r\nContent-Disposition: form-data; name="file"; filename="m.csv"\r\n\r\n${MONTH.repeat(20)}`);
    await until(() => readdirSync(spool).length === 1);
    half.destroy();
    await until(() => readdirSync(spool).length === 0);
    expect(await entriesOf(app, 'SubmissionReceived')).toBe(received);
  });
});

/** Waits for something to become true; the test's own limit ends the waiting. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('from a file to a release and its proof', () => {
  let submission = '';
  let release = '';

  it('takes the file in and tells how far its check is', async () => {
    const answer = await upload('police.steward', 'POL-2', MONTH);
    submission = answer.headers.location ?? '';
    expect([answer.status, submission]).toEqual([303, expect.stringMatching(/^\/submissions\/[0-9a-f-]{36}$/)]);
    const page = await get('police.steward', submission);
    expect(page.text).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');
    expect((await get('police.steward', `${submission}/progress`)).body).toEqual({
      done: false,
      percent: 0,
      sentence: 'Waiting for its check to begin.',
    });
    const again = await upload('police.steward', 'POL-2', MONTH);
    expect([again.status, mainOf(again)]).toEqual([422, expect.stringContaining('has uploaded this very file before')]);
  });

  it('shows the holder the whole report', async () => {
    await app.get(SubmissionCheckService).check(submission.split('/').at(-1)!);
    const page = await get('police.steward', submission);
    const { text } = page;
    expect(mainOf(page)).toContain('The file passed: 611 rows can be released');
    expect(mainOf(page)).toContain('[c]');
    expect(mainOf(page)).toContain('An agency handed in a file for a dataset.');
    expect(text).toContain('<svg xmlns');
    for (const canary of Object.values(CANARIES)) expect(text).not.toContain(canary);
    expect((await get('police.steward', `${submission}/progress`)).body).toMatchObject({ done: true });
    const rows = await get('police.steward', `${submission}/refused-rows.csv`);
    expect([rows.type, rows.headers['content-disposition']]).toEqual([
      'text/csv',
      expect.stringContaining('refused-rows.csv'),
    ]);
    expect(mainOf(await get('police.steward', '/'))).toContain('Decide on Recorded crime for March 2019');
  });

  it('ISA-26: is not there for another agency or another partnership, on record', async () => {
    for (const who of ['council.steward', 'northmoor-police.steward']) {
      const answer = await get(who, submission);
      expect([answer.status, mainOf(answer)]).toEqual([
        404,
        expect.stringContaining('has no submission with this address'),
      ]);
      expect(await newestFacts(app, 'AccessRefused')).toEqual({
        act: 'submission.view',
        code: 'exchange/no-such-submission',
        clause: 'ISA-26',
      });
    }
  });

  it('ISA-18: is released for one purpose of the agreement, and for no other', async () => {
    const none = await post('police.steward', `${submission}/release`, {});
    expect([none.status, mainOf(none)]).toEqual([400, expect.stringContaining('Select the purpose of the release')]);
    const other = await post('police.steward', `${submission}/release`, { purpose: 'curiosity' });
    expect([other.status, mainOf(other)]).toEqual([
      422,
      expect.stringContaining('not one of those that the agreement lists'),
    ]);
    const answer = await post('police.steward', `${submission}/release`, { purpose: 'strategic-planning' });
    release = answer.headers.location ?? '';
    expect([answer.status, release]).toEqual([303, expect.stringMatching(/^\/releases\//)]);
    const late = await post('police.steward', `${submission}/withdraw`, { reason: 'Too late.' });
    expect([late.status, mainOf(late)]).toEqual([422, expect.stringContaining('has been released already')]);
  });

  it('ISA-9: shows partners no number that tells of suppressed rows', async () => {
    const page = await get('council.officer', `${release}?category=robbery`);
    expect(page.status).toBe(200);
    expect(mainOf(page)).toContain('about 10 rows, to the nearest 10');
    expect(mainOf(page)).toContain('Robbery: 6 rows in 4 cells, 3 of them suppressed to protect people.');
    expect(mainOf(page)).toMatch(/Robbery \[c\]/);
    expect(page.text).not.toContain('href="/submissions/');
  });

  it('ISA-9: goes with a certificate, for its own partnership', async () => {
    const page = await get('council.officer', release);
    expect(page.text).toContain(`href="${release}/certificate.json"`);
    const answer = await get('council.officer', `${release}/certificate.json`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(answer.headers['content-disposition']).toContain('certificate_POL-2_2019-03_2019-03.json');
    expect(answer.body).toMatchObject({ certificate: 'depersonalisation', suppressedRowsRounded: 10 });
    expect((await get('northmoor-police.steward', `${release}/certificate.json`)).status).toBe(404);
  });

  it('is collected in part, with the purpose in every row, on record', async () => {
    const [cell] = (await app.get(ExchangeQueries).cells(submission.split('/').at(-1)!, {}, { after: 0, limit: 1 }))
      .cells;
    const answer = await post('council.officer', `${release}/collections`, {
      format: 'csv',
      area: cell!.area,
      category: 'burglary',
    });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(answer.headers['content-disposition']).toContain('POL-2_2019-03_2019-03_strategic-planning.csv');
    const rows = answer.text.trim().split('\n').slice(1);
    expect(rows.length).toBe(cell!.rows);
    expect(rows.every((row) => row.endsWith(',burglary,strategic-planning,1'))).toBe(true);
    expect(await newestFacts(app, 'ReleaseCollected')).toMatchObject({
      purpose: 'strategic-planning',
      rows: rows.length,
    });
    const page = await get('police.steward', release);
    expect(page.text).toContain('Collected by 1 of 15 agencies in the agreement.');
    expect((await post('council.officer', `${release}/collections`, { format: 'xlsx' })).status).toBe(409);
    expect((await post('council.auditor', `${release}/collections`, { format: 'csv' })).status).toBe(403);
  });

  it('ISA-22: proves each of its entries, to its own partnership alone', async () => {
    const [, proof = ''] = /href="(\/proof\/[0-9a-f-]{36})"/.exec((await get('council.auditor', release)).text) ?? [];
    expect(mainOf(await get('council.auditor', proof))).toContain('waits for its place');
    expect((await get('council.auditor', `${proof}.txt`)).status).toBe(409);
    await app.get(LedgerService).sequencePending();
    expect(mainOf(await get('council.auditor', proof))).toContain('once the log is next signed');
    await app.get(CheckpointService).signNewest();
    expect(mainOf(await get('council.auditor', proof))).toContain('The proof holds.');
    const page = mainOf(await get('council.auditor', release));
    expect(page).toContain('The proof holds.');
    expect(page).toMatch(/Root hash\s+[0-9a-f]{64}/);
    const file = await get('council.auditor', `${proof}.txt`);
    expect(file.headers['content-disposition']).toContain('attachment; filename=proof-');
    const policy = parsePolicy((await request(server()).get('/proof/keys.txt')).text)!;
    expect(openProof(file.text, policy)).toMatchObject({ checkpoint: { origin: policy.logKeys[0]!.name } });
    expect((await get('council.auditor', `/proof?entry=${proof.split('/').at(-1)}`)).headers.location).toBe(proof);
    const other = await get('northmoor-police.steward', proof);
    expect([other.status, mainOf(other)]).toEqual([
      404,
      expect.stringContaining('no entry of your partnership with this id'),
    ]);
    expect((await get('northmoor-police.steward', release)).status).toBe(404);
  });

  it('ISA-9: keeps the entries of a submission, and their exact numbers, with its agency', async () => {
    const subject = { kind: 'submission', id: submission.split('/').at(-1)! };
    const { partnershipId } = await as(app, 'police.steward');
    const entries = await app.get(LedgerService).entriesOf(subject, partnershipId);
    const checked = entries.find(({ leaf }) => leaf.event === 'SubmissionChecked')!;
    expect(mainOf(await get('police.steward', `/proof/${checked.eventId}`))).toContain('The proof holds.');
    expect((await get('council.auditor', `/proof/${checked.eventId}`)).status).toBe(404);
    expect((await get('council.auditor', `/proof/${checked.eventId}.txt`)).status).toBe(404);
  });

  it('is withdrawn only with a reason', async () => {
    const file = streetMonth([{ month: '2020-05', rows: 40 }]);
    const { location = '' } = (await upload('police.steward', 'POL-2', file)).headers;
    await app.get(SubmissionCheckService).check(location.split('/').at(-1)!);
    const none = await post('police.steward', `${location}/withdraw`, { reason: ' ' });
    expect([none.status, mainOf(none)]).toEqual([422, expect.stringContaining('needs its reason')]);
    expect((await post('police.steward', `${location}/withdraw`, { reason: 'Wrong month.' })).headers.location).toBe(
      location,
    );
    expect(mainOf(await get('police.steward', location))).toContain('The reason given: Wrong month.');
  });
});

describe('pages that everyone reads', () => {
  it.each(['/datasets', '/submissions', '/releases?dataset=POL-1', '/agreement', '/proof', '/accessibility'])(
    '%s',
    async (address) => expect((await get('police.steward', address)).status).toBe(200),
  );

  it('show whoever is not signed in the accessibility statement', async () => {
    expect((await request(server()).get('/accessibility')).status).toBe(200);
  });

  it('say who has signed and what is closed to the others', async () => {
    const { text } = await get('council.manager', '/agreement');
    expect(text).toContain('id="ISA-10"');
    expect(text).toContain('Not signed');
  });

  it('tell a steward who holds no such dataset whose it is', async () => {
    expect(mainOf(await get('fire.steward', '/datasets/POL-2/upload'))).toContain('held by police agencies');
    expect((await get('police.steward', '/datasets/POL-99/upload')).status).toBe(404);
  });

  it('tell nothing of a fault but that there is one', async () => {
    const fault = new Error('connection string postgres://secret');
    const broken = jest.spyOn(app.get(ExchangeQueries), 'releases').mockRejectedValueOnce(fault);
    const { status, text } = await get('police.steward', '/releases');
    broken.mockRestore();
    expect([status, text.includes('Sorry, there is a problem with the service'), text.includes('secret')]).toEqual([
      500,
      true,
      false,
    ]);
  });
});
