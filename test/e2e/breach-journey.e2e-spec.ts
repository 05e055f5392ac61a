import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';

const executable = chromiumPath();
const NARROW = { viewport: { width: 320, height: 640 } };

let host: Host;
let browser: Browser;
let address = '';
const visitors: Visitor[] = [];
const wide: string[] = [];

beforeAll(async () => {
  if (!executable) return;
  host = await Host.start();
  browser = await launch(executable);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

async function signedIn(who: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, host.address, options);
  await visitor.signIn(who, DEMONSTRATION_PASSWORD);
  visitors.push(visitor);
  return visitor;
}

async function look(visitor: Visitor, name: string): Promise<void> {
  await visitor.lookAt(name);
  if (await visitor.tooWide()) wide.push(name);
}

async function fillDate(visitor: Visitor, id: string, on: Date): Promise<void> {
  await visitor.page.fill(`#${id}-day`, String(on.getDate()));
  await visitor.page.fill(`#${id}-month`, String(on.getMonth() + 1));
  await visitor.page.fill(`#${id}-year`, String(on.getFullYear()));
}

describe('a breach from report to closing, with three agencies and the manager, in Chromium', () => {
  it('the police report it, one question a page', async () => {
    if (!executable) return;
    const police = await signedIn('police.officer');
    await police.open('/breaches');
    await look(police, 'list');
    await police.press('Report a breach');
    await police.press('Save and continue');
    await look(police, 'the day is missing');
    expect(await police.page.locator('.govuk-error-summary').innerText()).toContain('became aware');
    await fillDate(police, 'aware', new Date());
    await police.press('Save and continue');
    await look(police, 'partners');
    await police.page.getByLabel('Southampton City Council').check();
    await police.page.getByLabel('Hampshire Fire and Rescue Service').check();
    await police.press('Save and continue');
    await police.page.fill('#happened', 'A list of addresses was left on a bus.');
    await police.press('Save and continue');
    await police.page.getByLabel('Names, addresses').check();
    await police.press('Save and continue');
    await police.page.fill('#people', '40');
    await police.press('Save and continue');
    await look(police, 'check your answers');
    await police.press('Send to every partner');
    await look(police, 'sent');
    await police.press('Follow the breach');
    await look(police, 'timeline');
    address = new URL(police.page.url()).pathname;
  });

  it('both partners in breach acknowledge, answer and decide about the Commissioner, without JavaScript', async () => {
    if (!executable) return;
    for (const who of ['council.officer', 'fire.officer']) {
      const officer = await signedIn(who, { javaScriptEnabled: false });
      await officer.open(address);
      await officer.press('Acknowledge the report');
      await officer.press('Acknowledge');
      await officer.press('Report back');
      await officer.page.locator('#position').check();
      await officer.page.fill('#answer', 'It was so.');
      await officer.press('Issue the answer');
      await officer.press('Decide about the Information Commissioner');
      await officer.page.locator('#notify-2').check();
      await officer.page.fill('#why', 'The list came back unread.');
      await officer.press('Record the decision');
      expect(await officer.page.locator('main').innerText()).toContain('Decided not to notify');
    }
  });

  it('the manager calls, records and minutes the meeting on a narrow screen, and closes when all is done', async () => {
    if (!executable) return;
    const manager = await signedIn('council.manager', NARROW);
    await manager.open(address);
    await manager.press('Call the meeting');
    await look(manager, 'call the meeting');
    await fillDate(manager, 'meets', new Date('2099-01-05T12:00:00Z'));
    await manager.page.fill('#time', '14:30');
    await manager.page.fill('#place', 'Room 2');
    await manager.press('Call the meeting');
    await manager.press('Record the meeting');
    await fillDate(manager, 'met', new Date());
    await manager.page.getByLabel('Southampton City Council').check();
    await manager.press('Record the meeting');
    await manager.press('Write the minutes');
    await look(manager, 'minutes');
    await manager.page.fill('#minutes', 'Bags are checked from now on.');
    await manager.page.fill('#action-0-text', 'Check bags.');
    await manager.page.selectOption('#action-0-owner', { label: 'Hampshire Fire and Rescue Service' });
    await fillDate(manager, 'action-0-due', new Date());
    await manager.press('Save the minutes');
    await manager.press('Circulate the minutes');
    await manager.press('Circulate');

    const fire = await signedIn('fire.officer');
    await fire.open(address);
    await fire.press('Acknowledge the minutes');
    await fire.press('Acknowledge');
    await fire.press('Record an action as done');
    await fire.page.fill('#note', 'Done since today.');
    await fire.press('Record as done');

    await manager.open(address);
    await manager.press('Close the breach');
    await manager.press('Close the breach');
    await look(manager, 'closed');
    const text = await manager.page.locator('main').innerText();
    expect(text).toContain('Breach closed');
    expect(text).not.toContain('Waits for');
    expect(wide).toEqual([]);
    expect(visitors.flatMap(({ violations }) => violations)).toEqual([]);
  });
});
