import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';

const chromium = chromiumPath();

let host: Host;
let browser: Browser | undefined;

beforeAll(async () => {
  host = await Host.start();
  if (chromium) browser = await launch(chromium);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const refresh = (refreshToken: string) => host.request().post('/api/v1/tokens/refresh').send({ refreshToken });

describe('ISA-26: a data steward and the programs of the agency', () => {
  it('lets one in, hands over its token, and ends it', async () => {
    if (!browser) return;
    const visitor = await Visitor.arrive(browser, host.address, { viewport: { width: 320, height: 900 } });
    const { page } = visitor;
    await visitor.signIn('police.steward', DEMONSTRATION_PASSWORD);
    await visitor.open('/programs');
    await visitor.press('Let a program in');
    await visitor.lookAt('the form');
    await visitor.press('Let it in');
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('Enter a name for the program');
    expect(await page.title()).toMatch(/^Error: /);
    await visitor.lookAt('the form with an error');
    await page.fill('#name', 'Custody records');
    await visitor.press('Let it in');
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('at least one thing');
    expect(await page.inputValue('#name')).toBe('Custody records');
    await page.getByLabel('Datasets and releases: see').check();
    await visitor.press('Let it in');

    const refreshToken = (await page.locator('code').first().innerText()).trim();
    expect(refreshToken).toMatch(/^broker_refresh_[\w-]{43}$/);
    expect(page.url()).not.toContain(refreshToken);
    expect(await visitor.tooWide()).toBe(false);
    await visitor.lookAt('its token');
    const first = await refresh(refreshToken);
    expect(first.status).toBe(201);
    const reads = await host
      .request()
      .get('/api/v1/releases')
      .auth(first.body.token as string, { type: 'bearer' });
    expect(reads.status).toBe(200);
    const lists = await host
      .request()
      .get('/api/v1/tokens')
      .auth(first.body.token as string, { type: 'bearer' });
    expect([lists.status, lists.body.code]).toEqual([403, 'identity/scope-missing']);

    await visitor.open('/programs');
    expect(await page.content()).not.toContain(refreshToken);
    expect(await visitor.tooWide()).toBe(false);
    await visitor.lookAt('the list');
    await page.getByRole('link', { name: /^End Custody records/ }).click();
    await visitor.lookAt('its end');
    await visitor.press('End it');
    expect(await page.locator('.govuk-summary-card').first().innerText()).toContain('Ended');
    const after = await refresh(first.body.refreshToken as string);
    expect([after.status, after.body.code]).toEqual([401, 'identity/refresh-ended']);
    const shut = await host
      .request()
      .get('/api/v1/releases')
      .auth(first.body.token as string, { type: 'bearer' });
    expect(shut.status).toBe(401);
    expect(visitor.violations).toEqual([]);
    expect(visitor.complaints.filter((text) => !text.includes('422'))).toEqual([]);
  });

  it('finds nothing of another agency, and what ends is shown as ended', async () => {
    const { id } = await host.tokensOf('fire.steward');
    const get = (path: string, cookie: string) => host.request().get(path).set('cookie', cookie);
    const police = await host.cookieOf('police.steward');
    expect((await get(`/programs/${id}/end`, police)).status).toBe(404);
    expect((await get('/programs/no-id/end', police)).status).toBe(404);
    const fire = await host.cookieOf('fire.steward');
    expect((await get(`/programs/${id}/end`, fire)).text).toContain('End it');
    await host
      .request()
      .post(`/programs/${id}/end`)
      .set('cookie', fire)
      .set('sec-fetch-site', 'same-origin')
      .expect(303);
    expect((await get(`/programs/${id}/end`, fire)).text).toContain('There is nothing to end');
  });

  it('lets an officer of another role see and end what acts in their own name, and let nothing in', async () => {
    const { id } = await host.tokensOf('fire.officer');
    const officer = await host.cookieOf('fire.officer');
    const page = await host.request().get('/programs').set('cookie', officer);
    expect(page.text).toContain('Programs that act for you');
    expect(page.text).toContain(`/programs/${id}/end`);
    expect(page.text).not.toContain('/programs/new');
    expect((await host.request().get('/programs/new').set('cookie', officer)).status).toBe(403);
  });
});
