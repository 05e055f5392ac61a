import { describe, expect, it, jest } from '@jest/globals';
import { RequestService } from '@broker/disclosure';
import type { BrowserContextOptions } from 'playwright-core';
import type { Visitor } from '../support/browser.js';
import { SettableClock } from '../support/clock.js';
import { Journey, PHONE } from '../support/journey.js';
import { Keyboard } from '../support/keyboard.js';
import { as } from '../support/people.js';
import { must } from '../support/request-road.js';
import { ANSWERS } from '../support/requests.js';

// Each page is read by axe, which takes its time on a busy computer.
jest.setTimeout(600_000);

const PARTICULARS = ['Date', 'The person', 'Requesting officer', 'Summary', 'Grounds', 'Officer dealing with it'];
const INFORMATION = '1 Example Street, since March.';
const CONDITIONS = 'Not to be shown to the landlord.';

const clock = new SettableClock('2026-11-20T09:00:00Z');

const journey = Journey.ofThisFile(clock);
const { executable, look, signedIn } = journey;

const mainOf = (visitor: Visitor): Promise<string> => visitor.page.locator('main').innerText();
const placeOf = (visitor: Visitor): string => new URL(visitor.page.url()).pathname;

/** Follows the first link whose text begins so. */
async function follow({ page }: Visitor, text: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.locator('main a', { hasText: text }).first().click()]);
}

/** The council asks the police for two items about a suspect. @returns the address of the request. */
async function asked(): Promise<string> {
  clock.advance({ minutes: 10 }); // the newest notice is this exchange's
  const { agencyId } = await as(journey.host.app, 'police.officer');
  const council = await as(journey.host.app, 'council.officer');
  return `/requests/${must(await journey.host.app.get(RequestService).sendAtOnce(council, ANSWERS(agencyId))).id}`;
}

/** The police authorise the first item and refuse the second. */
async function decideInPart(police: Visitor): Promise<void> {
  await police.press('Decide');
  await police.page.getByLabel('Authorise it').check();
  await police.press('Continue');
  await police.page.getByLabel('Refuse it').check();
  await police.page.getByLabel('Reason for this item').fill('There are none.');
  await police.press('Continue');
  await police.press('Continue');
  await police.page.fill('#balance', 'One address, for one notice.');
  await police.press('Continue');
  await police.page.fill('#reasons', 'The notice cannot be served without the address.');
  await police.press('Continue');
  await police.press('Make this decision');
}

/** The police answer the one authorised item with words and a file, name conditions and disclose. @returns the address of the disclosure. */
async function disclose(police: Visitor): Promise<string> {
  await police.press('Disclose what was authorised');
  await look(police, 'disclose-empty');
  const empty = await mainOf(police);
  expect(empty).toContain('The addresses of the last two years');
  expect(empty).not.toContain('Warnings for staff');
  expect(empty).toContain('Answer each authorised item first.');

  await follow(police, 'Addresses');
  await look(police, 'disclose-item');
  await police.page.getByLabel('No, nothing of it').check();
  await police.page.fill('#information', INFORMATION);
  await police.press('Save');
  await look(police, 'disclose-item-refused');
  expect(await police.page.locator('.govuk-error-summary').innerText()).toContain('marked as not held');
  await police.page.getByLabel('Yes', { exact: true }).check();
  const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('An invented letter.\n') };
  await police.page.setInputFiles('#file', letter);
  await police.press('Save');

  await police.press('Change the conditions');
  await look(police, 'disclose-conditions');
  await police.page.fill('#conditions', CONDITIONS);
  await police.press('Save');
  await look(police, 'disclose-ready');
  const ready = await mainOf(police);
  for (const part of [INFORMATION, CONDITIONS, 'letter.txt']) expect(ready).toContain(part);
  await police.press('Disclose to Southampton City Council');
  await look(police, 'disclosure-made');
  expect(await mainOf(police)).toContain('Not acknowledged yet');
  return placeOf(police);
}

/** The council opens the item and acknowledges the receipt. @returns the address of its record. */
async function receive(council: Visitor, path: string): Promise<string> {
  await council.open('/notices');
  await follow(council, 'Information has been disclosed to your agency');
  expect(placeOf(council)).toBe(path);
  await look(council, 'disclosure-received');
  expect(await mainOf(council)).not.toContain(INFORMATION);
  await follow(council, 'Item 1');
  await look(council, 'disclosure-item');
  const item = await mainOf(council);
  // Purpose and conditions stand above what they are for.
  const order = ['Use it only for this purpose', CONDITIONS, 'Rowan Invented', INFORMATION, 'letter.txt'];
  const places = order.map((part) => item.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));

  await council.press('Back to the disclosure');
  await council.press('Acknowledge the receipt');
  await look(council, 'disclosure-acknowledged');
  expect(await council.figure('Receipt')).toMatch(/^Acknowledged .* by /);
  expect(await mainOf(council)).not.toContain('Nobody yet');
  await council.press('See your agency’s disclosure record');
  return placeOf(council);
}

/** The open record is final, has its six particulars, and names the other agency's record, which is final too. @returns the other's address. */
async function expectFinal(visitor: Visitor): Promise<string> {
  expect(await visitor.page.locator('main .govuk-tag').first().innerText()).toBe('Final');
  for (const name of PARTICULARS) expect((await visitor.figure(name)).trim()).not.toBe('');
  expect(await visitor.figure('The person')).toContain('Rowan Invented');
  expect(await mainOf(visitor)).not.toMatch(/\bmissing\b/i);
  const other = visitor.page
    .locator('.broker-task', { hasText: 'The record of' })
    .filter({ hasText: 'Disclosed in part' });
  expect(await other.locator('.govuk-tag').innerText()).toBe('Final');
  return (await other.locator('a').getAttribute('href'))!;
}

describe.each<[string, BrowserContextOptions]>([
  ['at a desk', {}],
  ['on a telephone', PHONE],
  ['on a telephone without scripts', { ...PHONE, javaScriptEnabled: false }],
])('an exchange of personal information between two agencies, %s', (_, options) => {
  it('is decided, disclosed, received, recorded on both sides and corrected', async () => {
    if (!executable) return;
    const path = await asked();
    const police = await signedIn('police.officer', options);
    await police.open(path);
    await decideInPart(police);
    const disclosure = await disclose(police);
    await police.open(path);
    expect(await mainOf(police)).not.toContain('Disclose what was authorised');
    await police.press('See what was disclosed');
    expect(placeOf(police)).toBe(disclosure);

    const council = await signedIn('council.officer', options);
    const theirs = await receive(council, disclosure);
    await look(council, 'record-receiving');
    const ours = await expectFinal(council);
    await police.open(ours);
    await look(police, 'record-holding');
    expect(await expectFinal(police)).toBe(theirs);

    const grounds = await police.figure('Grounds');
    await police.press('Correct the record');
    await look(police, 'record-correct');
    await police.page.fill('#reason', 'The street was misspelt.');
    await police.page.fill('#summary', 'The address, spelt rightly.');
    await police.press('Correct the record');
    await look(police, 'record-corrected');

    await council.open('/notices');
    await follow(council, 'A disclosure record has been corrected');
    await look(council, 'record-correction-received');
    const correction = await mainOf(council);
    expect(correction).toContain('The street was misspelt.');
    expect(await council.figure('Summary')).toBe('The address, spelt rightly.');
    // What was not corrected is as it was, paragraph by paragraph.
    expect(await council.figure('Grounds')).toBe(grounds);
    await council.open(ours);
    await look(council, 'record-superseded');
    expect(await mainOf(council)).toContain('A correction has superseded this record. Both stay.');
  });
});

describe('a contact logged quickly (ISA-7)', () => {
  // A record that takes longer than the call is not written. Somebody who types slowly presses two keys a second at best;
  // a minute is then 120 keys, and what a page itself asks for has to leave room for what there is to tell.
  it('takes less than a minute at 120 keystrokes a minute, by keyboard alone', async () => {
    if (!executable) return;
    const summary = 'Asked for the tenant, is known';
    const police = await signedIn('police.officer');
    await police.open('/records/quick');
    const keys = new Keyboard(police.page);
    await keys.press('Tab'); // the link over the header
    await keys.press('Enter');
    await keys.tabTo('agencyId');
    await keys.type('southampton');
    await keys.tabTo('person');
    await keys.type('B. Invented');
    await keys.tabTo('fullName');
    await keys.type('Robin Invented');
    await keys.tabTo('summary');
    const around = keys.count;
    await keys.type(summary);
    const told = keys.count - around;
    // Who told whom, how and when are answered already: a call of today in which we told something.
    await keys.tabToButton('Log it');
    await Promise.all([police.page.waitForURL(/\/records\/[0-9a-f-]{36}(#|$)/), keys.press('Enter')]);
    expect(await police.figure('Summary')).toBe(summary);
    expect(await mainOf(police)).toContain('Southampton City Council');
    expect(keys.count - told).toBeLessThanOrEqual(60);
    expect(keys.count).toBeLessThanOrEqual(120);
  });
});

it('is clean: nothing to complain of, nothing too wide, readable by all', () => {
  expect(journey.faults).toEqual([]);
});
