import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { BreachService } from '@broker/breach';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { SettableClock } from '../support/clock.js';
import { Host } from '../support/host.js';
import { as } from '../support/people.js';

const executable = chromiumPath();
const clock = new SettableClock('2026-11-20T09:00:00Z');
/** Where pictures of the pages go, when somebody wants to look at them. */
const pictures = process.env['BROKER_PICTURES'];

let host: Host;
let browser: Browser;
beforeAll(async () => {
  if (!executable) return;
  host = await Host.start(clock);
  await host.app.get(BreachService).notice(await as(host.app, 'police.officer'), '2026-11-20');
  browser = await launch(executable);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const WAYS: [string, BrowserContextOptions][] = [
  ['desktop', { viewport: { width: 1280, height: 900 } }],
  ['phone', { viewport: { width: 320, height: 640 } }],
  ['phone without scripts', { viewport: { width: 320, height: 640 }, javaScriptEnabled: false }],
];

async function signedIn(who: string, options: BrowserContextOptions): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, host.address, options);
  await visitor.signIn(who, DEMONSTRATION_PASSWORD);
  return visitor;
}

/** Looks at a page as everybody does: with axe, and whether it fits the window. */
async function look(visitor: Visitor, name: string): Promise<string> {
  await visitor.lookAt(name);
  if (visitor.runsScripts) expect([name, await visitor.tooWide()]).toEqual([name, false]);
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await visitor.page.screenshot({ path: path.join(pictures, `${name.replaceAll(' ', '-')}.png`), fullPage: true });
  }
  return visitor.page.locator('main').innerText();
}

/** Adds a day off in November, by way of the errors of an empty form and what it would move. */
async function addDay(operator: Visitor, way: string, day: string): Promise<string> {
  await operator.open('/calendar');
  await look(operator, `${way} calendar`);
  await operator.press('Add a proclaimed day');
  await operator.press('Continue');
  expect(await look(operator, `${way} add refused`)).toContain('There is a problem');
  await operator.page.fill('#on-day, [name="on-day"]', day);
  await operator.page.fill('[name="on-month"]', '11');
  await operator.page.fill('[name="on-year"]', '2026');
  await operator.page.fill('#title', 'A day of thanksgiving');
  for (const box of await operator.page.locator('[name="divisions"]').all()) await box.check();
  await operator.page.fill('#source', 'Proclamation of 19 November 2026');
  await operator.press('Continue');
  const preview = await look(operator, `${way} preview`);
  await operator.press('Add the day');
  expect(await look(operator, `${way} added`)).toContain('is in the calendar');
  return preview;
}

const told = (visitor: Visitor) => [...visitor.violations, ...visitor.complaints.filter((one) => !one.includes('400'))];

describe('ISA-32a: a proclaimed day moves a deadline, in Chromium', () => {
  it.each(WAYS.map(([way, options], at) => ({ way, options, at })))(
    'the operator sees what moves and confirms; the officer sees both dates and why: $way',
    async ({ way, options, at }) => {
      if (!executable) return;
      const [day, before, after] = [
        ['24', 'Friday 27 November 2026', 'Monday 30 November 2026'],
        ['25', 'Monday 30 November 2026', 'Tuesday 1 December 2026'],
        ['26', 'Tuesday 1 December 2026', 'Wednesday 2 December 2026'],
      ][at] as [string, string, string];
      const officer = await signedIn('police.officer', options);
      await officer.open('/deadlines');
      expect(await look(officer, `${way} deadlines`)).toContain(before.replace(/^\w+ /, ''));

      const operator = await signedIn('council.operator', options);
      const preview = await addDay(operator, way, day);
      for (const date of [before, after]) expect(preview).toContain(date.replace(/^\w+ /, ''));

      await officer.open('/notices');
      const title = `A deadline has moved from ${before} to ${after}`;
      expect(await look(officer, `${way} notices`)).toContain(title);
      await officer.open('/deadlines');
      await officer.page
        .locator('main tbody tr', { hasText: after.replace(/^\w+ /, '') })
        .locator('a')
        .first()
        .click();
      await officer.page.waitForURL(/\/deadlines\/[0-9a-f-]{36}$/);
      const page = await look(officer, `${way} deadline`);
      expect(page).toContain('Why this date?');
      expect(page).toContain('A day of thanksgiving');
      for (const date of [before, after]) expect(page).toContain(date.replace(/^\w+ /, ''));
      expect([...told(officer), ...told(operator)]).toEqual([]);
    },
    600_000,
  );
});
