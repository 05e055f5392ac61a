import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { SettableClock } from '../support/clock.js';
import { Host } from '../support/host.js';

const executable = chromiumPath();
const clock = new SettableClock('2026-11-20T09:00:00Z');
/** Where pictures of the pages go, when somebody wants to look at them. */
const pictures = process.env['BROKER_PICTURES'];

let host: Host;
let browser: Browser;
beforeAll(async () => {
  if (!executable) return;
  host = await Host.start(clock);
  browser = await launch(executable);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

/** Axe is a script itself: it cannot look where none runs. */
const withoutScripts = new WeakSet<Visitor>();

const PHONE = { viewport: { width: 320, height: 640 } };

async function signedIn(who: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, host.address, options);
  if (options.javaScriptEnabled === false) withoutScripts.add(visitor);
  await visitor.signIn(who, DEMONSTRATION_PASSWORD);
  return visitor;
}

/** Looks at a page as everybody does: with axe, and whether it fits the window. */
async function look(visitor: Visitor, name: string): Promise<void> {
  if (withoutScripts.has(visitor)) return;
  await visitor.lookAt(name);
  expect([name, await visitor.tooWide()]).toEqual([name, false]);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await visitor.page.screenshot({ path: path.join(pictures, `${name.replaceAll(' ', '-')}.png`), fullPage: true });
}

async function fillDay(visitor: Visitor, name: string, date: string): Promise<void> {
  const [year, month, day] = date.split('-') as [string, string, string];
  await visitor.page.fill(`#${name}-day`, day);
  await visitor.page.fill(`#${name}-month`, month);
  await visitor.page.fill(`#${name}-year`, year);
}

/** Goes to an address and shows who one is, where that is asked for. */
async function confirmed(visitor: Visitor, address: string): Promise<void> {
  await visitor.open(address);
  if (!visitor.page.url().includes('/confirm-it-is-you')) return;
  await visitor.page.fill('#password', DEMONSTRATION_PASSWORD);
  await Promise.all([visitor.page.waitForNavigation(), visitor.page.locator('main form button').first().click()]);
}

async function draftAndSend(manager: Visitor, name: string, text: string, oldEndsOn: string): Promise<void> {
  await manager.open('/agreement/draft');
  await manager.press('Start the draft');
  await look(manager, `${name} draft`);
  await manager.open('/agreement/draft/clauses/ISA-8');
  await manager.page.fill('#text', '');
  await manager.press('Save the clause');
  await look(manager, `${name} clause refused`);
  expect(await manager.page.locator('.govuk-error-summary').innerText()).toContain('has no text');
  await manager.page.fill('#text', text);
  await manager.press('Save the clause');
  await look(manager, `${name} clauses`);
  for (const part of ['purposes', 'gateways', 'retention', 'days']) {
    await manager.open(`/agreement/draft/${part}`);
    await look(manager, `${name} ${part}`);
  }
  await fillDay(manager, 'reviewOn', '2028-11-20');
  await fillDay(manager, 'oldEndsOn', '2020-01-01');
  await manager.press('Save');
  await look(manager, `${name} days refused`);
  await fillDay(manager, 'oldEndsOn', oldEndsOn);
  await manager.press('Save');
  await manager.open('/agreement/draft/compare');
  await look(manager, `${name} comparison`);
  expect(await manager.page.locator('main table ins').first().textContent()).toContain('[added: ');
  await manager.open('/agreement/draft/send');
  await look(manager, `${name} send`);
  await manager.press('Send for signature');
  await look(manager, `${name} agreement`);
}

async function sign(who: string, version: number, name: string, options: BrowserContextOptions): Promise<Visitor> {
  const signer = await signedIn(who, options);
  await confirmed(signer, `/agreement/versions/${version}/sign`);
  await look(signer, `${name} sign`);
  await signer.page.locator('main form button').last().click();
  await signer.page.waitForSelector('.govuk-error-summary');
  await look(signer, `${name} sign refused`);
  await signer.page.fill('#postHeld', 'Chief Executive');
  await signer.page.check('input[name="adopts"]');
  await Promise.all([signer.page.waitForNavigation(), signer.page.locator('main form button').last().click()]);
  await look(signer, `${name} signed`);
  expect(await signer.page.locator('h1').innerText()).toBe(`Version ${version} is signed`);
  return signer;
}

const told = (visitor: Visitor) => [...visitor.violations, ...visitor.complaints.filter((one) => !one.includes('422'))];

describe('ISA-10: from a draft to signatures, and to the end of the old version, in Chromium', () => {
  it('a manager drafts, compares and sends; three agencies sign; on a desktop, and on a phone without JavaScript', async () => {
    if (!executable) return;
    const manager = await signedIn('council.manager');
    await draftAndSend(manager, 'desktop', 'The partners trust one another and say so.', '2026-12-31');
    const signers = [
      await sign('council.signer', 2, 'desktop', {}),
      await sign('police.signer', 2, 'without scripts', { ...PHONE, javaScriptEnabled: false }),
      await sign('voluntary.signer', 2, 'phone', PHONE),
    ];
    for (const visitor of [manager, ...signers]) expect(told(visitor)).toEqual([]);
  }, 600_000);

  it('an agency that has not signed is told what is closed to it once the old version has ended', async () => {
    if (!executable) return;
    clock.set('2027-01-01T09:00:00Z');
    const fire = await signedIn('fire.officer', PHONE);
    await fire.open('/agreement');
    await look(fire, 'phone closed');
    const closed = await fire.page.locator('main').innerText();
    expect(closed).toContain('What is closed to your agency');
    expect(closed).toContain('Upload a dataset');
    await fire.open('/agreement/versions/2/compare');
    await look(fire, 'phone comparison');
    const police = await signedIn('police.officer');
    await police.open('/agreement');
    expect(await police.page.locator('main').innerText()).not.toContain('What is closed to your agency');
    expect([...told(fire), ...told(police)]).toEqual([]);
  }, 600_000);

  it('the next version follows, on a phone', async () => {
    if (!executable) return;
    const manager = await signedIn('council.manager', PHONE);
    await draftAndSend(manager, 'phone', 'The partners trust one another.', '2027-01-31');
    for (const [name, address] of [
      ['signatories', '/agreement/signatories'],
      ['new signatory', '/agreement/signatories/new'],
      ['successions', '/agreement/successions'],
      ['reviews', '/agreement/reviews'],
    ] as const) {
      await manager.open(address);
      await look(manager, `phone ${name}`);
    }
    await confirmed(manager, '/agreement/successions/new');
    await look(manager, 'phone new succession');
    expect(told(manager)).toEqual([]);
    const anybody = await Visitor.arrive(browser, host.address);
    await anybody.open('/register');
    await look(anybody, 'register');
    const register = await anybody.page.locator('main').innerText();
    expect(register).toContain('Southampton Safe City Partnership');
    expect(register).not.toMatch(/Example-\d|\(invented\)/);
    expect(told(anybody)).toEqual([]);
  }, 600_000);
});
