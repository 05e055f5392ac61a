import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';
import { as, newestFacts } from '../support/people.js';

const executable = chromiumPath();
/** Where pictures of the pages go; none are taken without it. */
const PICTURES = process.env['BROKER_PICTURES'];

let host: Host;
let browser: Browser;
beforeAll(async () => {
  if (!executable) return;
  host = await Host.start();
  browser = await launch(executable);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const VISITS = [
  { name: 'at a desk', options: { viewport: { width: 1280, height: 900 } }, opener: 'council', owner: 'health' },
  {
    name: 'on a telephone without JavaScript',
    options: { viewport: { width: 320, height: 700 }, javaScriptEnabled: false },
    opener: 'fire',
    owner: 'hospital',
  },
] as const;

const AGENCIES = {
  health: 'NHS Hampshire and Isle of Wight Integrated Care Board',
  hospital: 'Southampton University Hospitals Trust',
};

async function arrive(who: string, options: object): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, host.address, options);
  await visitor.signIn(who, DEMONSTRATION_PASSWORD);
  return visitor;
}

/** Has axe and a ruler look at a page, where scripts can run, and takes its picture when asked to. */
async function look(visitor: Visitor, name: string, canScript: boolean): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await visitor.page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  }
  if (!canScript) return;
  await visitor.lookAt(name);
  expect([name, await visitor.tooWide()]).toEqual([name, false]);
}

/** The kinds of notices in the inbox of a demonstration officer. */
async function noticesOf(who: string): Promise<string[]> {
  const { officerId } = await as(host.app, who);
  const rows = await host.app
    .get(DataSource)
    .query<{ kind: string }[]>('SELECT kind FROM notice WHERE officer_id = $1', [officerId]);
  return rows.map(({ kind }) => kind);
}

const heading = (visitor: Visitor): Promise<string> => visitor.page.locator('h1').first().innerText();

describe('ISA-26: records of another agency in an emergency', () => {
  it.each(VISITS)('are opened, seen by their owner, and judged, $name', async ({ name, options, opener, owner }) => {
    if (!executable) return;
    const canScript = !('javaScriptEnabled' in options);
    const shot = name.replaceAll(' ', '-');
    const officer = await arrive(`${opener}.officer`, options);
    await officer.open('/break-glass');
    await look(officer, `list-${shot}`, canScript);
    await officer.press('Open another agency’s records');
    await officer.press('Open the records');
    expect(await officer.page.title()).toMatch(/^Error: /);
    await look(officer, `refused-${shot}`, canScript);
    await officer.page.selectOption('#ownerAgencyId', { label: AGENCIES[owner] });
    await officer.page.getByLabel('A child or an adult at risk has to be protected now').check();
    await officer.page.fill('#reason', 'The home visit of tonight cannot wait.');
    await officer.press('Open the records');
    expect(await heading(officer)).toBe(`Records of ${AGENCIES[owner]}, opened in an emergency`);
    await look(officer, `opened-${shot}`, canScript);
    const { pathname } = new URL(officer.page.url());

    const owning = await arrive(`${owner}.officer`, options);
    expect(await noticesOf(`${owner}.officer`)).toContain('break-glass-opened');
    await owning.open('/break-glass');
    expect(await owning.page.locator('main').innerText()).toContain('Open now');
    await owning.open(pathname);
    await owning.press('Record the judgement');
    expect(await owning.page.title()).toMatch(/^Error: |opened in an emergency/);
    await owning.page.getByLabel('Not justified', { exact: true }).check();
    await owning.page.fill('#words', 'A telephone call would have done.');
    await owning.press('Record the judgement');
    await look(owning, `judged-${shot}`, canScript);
    expect(await owning.page.locator('main').innerText()).toContain('A telephone call would have done.');
    expect(await newestFacts(host.app, 'BreakGlassReviewed')).toMatchObject({ finding: 'not-justified' });
    expect([...officer.violations, ...owning.violations]).toEqual([]);
  });
});

describe('ISA-26: one person with posts in two partnerships', () => {
  it.each(VISITS)('says first in which to act, and switches, $name', async ({ name, options }) => {
    if (!executable) return;
    const canScript = !('javaScriptEnabled' in options);
    const person = await arrive('shared.officer', options);
    expect(await heading(person)).toBe('For whom and in which role do you act?');
    await look(person, `choose-${name.replaceAll(' ', '-')}`, canScript);
    await person.page.getByLabel('Designated officer for Drug Action Team').check();
    await person.press('Continue');
    expect(await person.page.locator('header, .broker-header').first().innerText()).toContain(
      'You act as designated officer for Drug Action Team in Southampton Safe City Partnership',
    );
    await person.press('Act in another role');
    await person.page.getByLabel('Partnership manager for Northmoor Council').check();
    await person.press('Continue');
    expect(await person.page.locator('.broker-header').innerText()).toContain('Northmoor Community Safety Partnership');
    expect(await newestFacts(host.app, 'AppointmentTaken')).toEqual({ role: 'partnership-manager' });
    await person.open('/permissions');
    await look(person, `permissions-${name.replaceAll(' ', '-')}`, canScript);
    await person.open('/permissions/break-glass.open');
    await look(person, `permission-${name.replaceAll(' ', '-')}`, canScript);
    expect(person.violations).toEqual([]);
  });
});
