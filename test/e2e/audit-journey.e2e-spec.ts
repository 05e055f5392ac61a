import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { LedgerService } from '@broker/ledger';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';
import { entriesOf } from '../support/people.js';

const executable = chromiumPath();
/** Where pictures of the pages go; none are taken without it. */
const PICTURES = process.env['BROKER_PICTURES'];
const DESK = { viewport: { width: 1280, height: 900 } };
const TELEPHONE = { viewport: { width: 320, height: 700 } };
/** How the people of the demonstration's records are called. */
const PERSON = /\bInvented\b|Example(?!-\d)/;

let host: Host;
let browser: Browser;
beforeAll(async () => {
  if (!executable) return;
  host = await Host.start();
  await host.app.get(LedgerService).sequencePending();
  browser = await launch(executable);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

async function arrive(who: string, options: object): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, host.address, options);
  await visitor.signIn(who, DEMONSTRATION_PASSWORD);
  return visitor;
}

/** Has axe and a ruler look at a page, and takes its picture when asked to. */
async function look(visitor: Visitor, name: string): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await visitor.page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  }
  await visitor.lookAt(name);
  expect([name, await visitor.tooWide()]).toEqual([name, false]);
}

async function confirmed(visitor: Visitor): Promise<void> {
  if (!visitor.page.url().includes('/confirm-it-is-you')) return;
  await visitor.page.fill('#password', DEMONSTRATION_PASSWORD);
  await visitor.press('Confirm');
}

const text = (visitor: Visitor): Promise<string> => visitor.page.innerText('main');

it('ISA-22: an auditor filters the log, opens a record, asks for a reveal, a second person agrees, and it is proved', async () => {
  if (!executable) return;
  const auditor = await arrive('council.auditor', DESK);
  const second = await arrive('probation.auditor', DESK);

  await auditor.open('/disclosure-log');
  await look(auditor, 'log');
  expect(await text(auditor)).not.toMatch(PERSON);
  await auditor.page.click('text=What to look for');
  await auditor.page.selectOption('#agency', { label: 'Hampshire Constabulary' });
  await auditor.page.selectOption('#outcome', 'disclosed');
  await auditor.press('Apply the filter');
  await look(auditor, 'log-filtered');
  expect(await text(auditor)).toMatch(/\b[1-9]\d? entries/);
  await Promise.all([
    auditor.page.waitForNavigation(),
    auditor.page.locator('.broker-task h3 a', { hasText: /^D-/ }).first().click(),
  ]);
  const record = new URL(auditor.page.url()).pathname;
  await look(auditor, 'record');
  expect(await text(auditor)).not.toMatch(PERSON);
  await auditor.page.click('text=When it was recorded');
  expect(await text(auditor)).toContain('Version 1');

  await auditor.press('Ask to see the person');
  await confirmed(auditor);
  await look(auditor, 'reveal-ask');
  await auditor.press('Ask');
  expect(await text(auditor)).toContain('There is a problem');
  await look(auditor, 'reveal-ask-refused');
  await auditor.page.check('#purpose');
  await auditor.page.fill('#reason', 'The summary does not tell why the whole address was needed.');
  await auditor.press('Ask');
  const reveal = new URL(auditor.page.url()).pathname;
  await look(auditor, 'reveal-waiting');

  await second.open('/reveals');
  await look(second, 'reveals');
  await second.open(reveal);
  await look(second, 'reveal-answer');
  await second.press('Agree');
  await confirmed(second);
  if (new URL(second.page.url()).pathname !== reveal || (await text(second)).includes('Your answer')) {
    await second.open(reveal);
    await second.press('Agree');
  }
  expect(await text(second)).toContain('is open to');
  await second.open(`${record}/person`);
  expect(await text(second)).not.toMatch(PERSON);

  const looks = await entriesOf(host.app, 'RecordRevealed');
  await auditor.open(`${record}/person`);
  await look(auditor, 'person');
  expect(await text(auditor)).toMatch(PERSON);
  expect(await entriesOf(host.app, 'RecordRevealed')).toBe(looks + 1);

  await host.app.get(LedgerService).sequencePending();
  await auditor.open(record);
  await Promise.all([
    auditor.page.waitForNavigation(),
    auditor.page
      .getByRole('link', { name: /^Prove this entry/ })
      .first()
      .click(),
  ]);
  expect(await text(auditor)).toContain('The proof holds.');

  await auditor.open('/disclosure-log/exceptions');
  await look(auditor, 'exceptions');
  expect(await text(auditor)).toContain('Quick log never completed');
  await auditor.open('/disclosure-log?exception=quick-log-never-completed');
  expect(await text(auditor)).toMatch(/\b[1-9]\d? entr(y|ies)\b/);

  const [download] = await Promise.all([
    auditor.page.waitForEvent('download'),
    auditor.page.getByRole('link', { name: 'as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('disclosure-log.csv');
  expect(await entriesOf(host.app, 'LogExported')).toBe(1);
  expect([...auditor.violations, ...second.violations]).toEqual([]);
  // The refused form above, and nothing else.
  expect(auditor.complaints.filter((one) => !one.includes('status of 422'))).toEqual([]);
}, 600_000);

it('ISA-22: samples are drawn, gone through and drawn again; findings are answered and closed, on a telephone', async () => {
  if (!executable) return;
  const auditor = await arrive('council.auditor', TELEPHONE);
  for (const path of ['/disclosure-log', '/disclosure-log/exceptions', '/reveals', '/samples', '/findings']) {
    await auditor.open(path);
    await look(auditor, `phone${path.replaceAll('/', '-')}`);
  }
  await auditor.open('/samples/new');
  await look(auditor, 'phone-sample-new');
  await auditor.press('Draw the sample');
  expect(await text(auditor)).toContain('There is a problem');
  await auditor.open('/samples');
  await Promise.all([auditor.page.waitForNavigation(), auditor.page.getByRole('link', { name: 'Sample 1' }).click()]);
  const sample = new URL(auditor.page.url()).pathname;
  await auditor.press('Draw it again');
  expect(await text(auditor)).toContain('the same records come out');
  await look(auditor, 'phone-sample');
  await auditor.open(sample);
  await Promise.all([
    auditor.page.waitForNavigation(),
    auditor.page
      .getByRole('button', { name: /^In order/ })
      .first()
      .click(),
  ]);
  expect(await text(auditor)).toContain('2 to go through');
  await auditor.page.getByRole('link', { name: /^D-/ }).first().click();
  await auditor.page.waitForLoadState();
  await look(auditor, 'phone-record');

  const officer = await arrive('police.officer', TELEPHONE);
  await officer.open('/findings');
  await Promise.all([officer.page.waitForNavigation(), officer.page.getByRole('link', { name: /^Finding 1/ }).click()]);
  await look(officer, 'phone-finding');
  await officer.page.fill('#words', 'The record now says why.');
  await officer.press('Answer');
  const finding = new URL(officer.page.url()).pathname;
  await auditor.open(finding);
  await auditor.page.fill('#words', 'Seen.');
  await auditor.press('It has been put right: close it');
  expect(await text(auditor)).toContain('Closed');
  expect([...auditor.violations, ...officer.violations]).toEqual([]);
}, 600_000);
