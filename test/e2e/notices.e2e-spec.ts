import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { aNoticeTo } from '../support/acts/notices.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';

const chromium = chromiumPath();
let host: Host;
let browser: Browser | null = null;

beforeAll(async () => {
  host = await Host.start();
  if (chromium) browser = await launch(chromium);
});
afterAll(async () => {
  await browser?.close();
  await host.stop();
});

const WINDOWS = [
  ['a desk', { viewport: { width: 1280, height: 900 } }],
  ['a phone', { viewport: { width: 320, height: 640 } }],
  ['a phone without JavaScript', { viewport: { width: 320, height: 640 }, javaScriptEnabled: false }],
] as const;

describe('ISA-32: an officer is told, at whatever they sit', () => {
  it.each(WINDOWS)('at %s', async (name, options) => {
    if (!browser) return;
    await aNoticeTo(host.app, 'police.officer');
    const visitor = await Visitor.arrive(browser, host.address, options);
    const look = async (page: string): Promise<void> => {
      // axe itself is a script
      if (!('javaScriptEnabled' in options)) await visitor.lookAt(`${page} at ${name}`);
      expect([page, await visitor.tooWide()]).toEqual([page, false]);
    };
    await visitor.signIn('police.officer', DEMONSTRATION_PASSWORD);
    await look('home');
    await visitor.open('/notices');
    await look('notices');
    expect(await visitor.page.getByRole('heading', { name: /webhook has been switched off/ }).count()).toBeGreaterThan(
      0,
    );
    await visitor.press('Mark all as read');
    expect(await visitor.page.getByText('Unread', { exact: true }).count()).toBe(0);
    await visitor.open('/notices/preferences');
    await visitor.page.getByLabel('Once a day').check();
    await visitor.press('Save');
    expect(await visitor.page.getByText('Your choice is saved.').count()).toBe(1);
    await look('preferences');
    expect(visitor.violations).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  it('reads the deadlines from a calendar program until the address is renewed', async () => {
    const cookie = await host.cookieOf('police.officer');
    const renew = async (): Promise<string> => {
      const answer = await host
        .request()
        .post('/notices/calendar')
        .set('cookie', cookie)
        .set('sec-fetch-site', 'same-origin');
      return /\/calendar-feed\/[\w-]+\.ics/.exec(answer.text)![0];
    };
    const first = await renew();
    const calendar = await host
      .request()
      .get(first)
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', (piece: Buffer) => (text += piece.toString()));
        response.on('end', () => done(null, text));
      });
    expect(calendar.headers['content-type']).toMatch(/^text\/calendar/);
    expect(String(calendar.body)).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(String(calendar.body)).not.toMatch(/@demo\.example|Example-\d/);
    await renew();
    expect((await host.request().get(first)).status).toBe(404);
  });
});

describe('ISA-22: the operator sees whether the installation is well', () => {
  it('on one page, and nobody else does', async () => {
    const own = await host
      .request()
      .get('/system')
      .set('cookie', await host.cookieOf('council.operator'));
    expect(own.text).toContain('No mail server is set up');
    expect(own.text).toContain('PostgreSQL 18');
    const other = await host
      .request()
      .get('/system')
      .set('cookie', await host.cookieOf('police.officer'));
    expect(other.status).toBe(403);
  });

  it.each(WINDOWS)('at %s', async (name, options) => {
    if (!browser) return;
    const visitor = await Visitor.arrive(browser, host.address, options);
    await visitor.signIn('council.operator', DEMONSTRATION_PASSWORD);
    for (const page of ['/system', '/notices/webhooks']) {
      await visitor.open(page);
      if (!('javaScriptEnabled' in options)) await visitor.lookAt(`${page} at ${name}`);
      expect([page, await visitor.tooWide()]).toEqual([page, false]);
    }
    expect(visitor.violations).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
});

describe('ISA-22: an agency’s system registers where it is told of notices', () => {
  it('and tries, lists and takes back the address by the API alone', async () => {
    const token = await host.tokenOf('youth.signer');
    const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() });
    const on = (path: string) => `/api/v1/webhooks${path}`;
    const post = (path: string, body: object) => host.request().post(on(path)).set(headers()).send(body);
    const list = () => host.request().get(on('')).set(headers());
    const remove = (id: string) =>
      host
        .request()
        .delete(on(`/${id}`))
        .set(headers());
    const made = await post('', { address: 'http://127.0.0.1:9/hook' });
    expect([made.status, typeof made.body.secret]).toEqual([201, 'string']);
    const { id } = made.body as { id: string };
    expect((await post(`/${id}/test`, {})).body).toEqual({ id });
    const { body } = await list();
    expect(body.items).toMatchObject([{ id, address: 'http://127.0.0.1:9/hook', state: 'on', lastSuccessAt: null }]);
    expect(JSON.stringify(body)).not.toContain(made.body.secret);
    expect((await remove(id)).status).toBe(200);
    expect((await list()).body.items).toEqual([]);
    expect((await remove(id)).body).toMatchObject({ code: 'notices/no-such-webhook', clause: 'ISA-22' });
  });

  it('and is refused an address that is not one', async () => {
    const token = await host.tokenOf('youth.signer');
    const answer = await host
      .request()
      .post('/api/v1/webhooks')
      .auth(token, { type: 'bearer' })
      .send({ address: 'ftp://example.org' });
    expect([answer.status, answer.body.code]).toEqual([422, 'notices/webhook-not-https']);
  });
});
