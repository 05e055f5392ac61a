import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { NEW_PASSWORD } from '../support/acts/sign-in.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { SettableClock } from '../support/clock.js';
import { Host } from '../support/host.js';
import { decidable, fillDate } from '../support/officers-road.js';
import { as } from '../support/people.js';

/** Each journey is a whole year of one officer; on a busy computer it takes its time. */
const JOURNEY_MS = 600_000;

const executable = chromiumPath();
/** Where pictures of the pages go, when somebody wants to look at them. */
const pictures = process.env['BROKER_PICTURES'];
const clock = new SettableClock('2026-11-20T09:00:00Z');

let host: Host;
let browser: Browser;
let agencyId: string;
beforeAll(async () => {
  host = await Host.start(clock);
  ({ agencyId } = await as(host.app, 'police.signer'));
  if (executable) browser = await launch(executable);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const PHONE = { viewport: { width: 320, height: 640 } };
const text = (visitor: Visitor) => visitor.page.locator('main').innerText();
const heading = (visitor: Visitor) => visitor.page.locator('h1').innerText();
const errors = (visitor: Visitor) => visitor.page.locator('.govuk-error-summary').innerText();

/** One journey: where it takes place, and on which days. */
interface Journey {
  name: string;
  options: BrowserContextOptions;
  email: string;
  month: string;
  /** The day on which it begins, the last good day of the training, and the day after. */
  begins: string;
  lastGood: string;
  after: string;
}

const JOURNEYS: Journey[] = [
  {
    name: 'desktop',
    options: { viewport: { width: 1280, height: 900 } },
    email: 'sam.desktop@police.example',
    month: '2011-01',
    begins: '2026-11-20',
    lastGood: '2026-12-20',
    after: '2026-12-21',
  },
  {
    name: 'phone',
    options: PHONE,
    email: 'sam.phone@police.example',
    month: '2011-02',
    begins: '2027-01-20',
    lastGood: '2027-02-20',
    after: '2027-02-21',
  },
  {
    name: 'phone without scripts',
    options: { ...PHONE, javaScriptEnabled: false },
    email: 'sam.plain@police.example',
    month: '2011-03',
    begins: '2027-03-20',
    lastGood: '2027-04-20',
    after: '2027-04-21',
  },
];

const morning = (on: string): void => clock.set(`${on}T09:00:00Z`);

/** Looks at a page as everybody does: with axe (itself a script), and whether it fits the window. */
async function look(visitor: Visitor, { name, options }: Journey, what: string): Promise<void> {
  if (options.javaScriptEnabled !== false) await visitor.lookAt(`${what}, ${name}`);
  expect([what, await visitor.tooWide()]).toEqual([what, false]);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await visitor.page.screenshot({
    path: path.join(pictures, `${what}-${name.replaceAll(' ', '-')}.png`),
    fullPage: true,
  });
}

async function signedIn(journey: Journey, email: string, password = DEMONSTRATION_PASSWORD): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, host.address, journey.options);
  await visitor.open('/sign-in');
  await visitor.page.fill('#email', email);
  await visitor.page.fill('#password', password);
  await visitor.press('Sign in');
  return visitor;
}

/** The signing officer nominates somebody new. @returns the link that is shown once. */
async function nominate(signer: Visitor, journey: Journey): Promise<string> {
  await signer.open('/partners');
  await look(signer, journey, 'partners');
  await signer.open(`/partners/${agencyId}`);
  await look(signer, journey, 'agency');
  await signer.press('Nominate an officer');
  await look(signer, journey, 'nominate');
  await signer.page.check('input[value="data-steward"]');
  await signer.press('Nominate');
  expect(await errors(signer)).toContain('does not name anybody');
  await look(signer, journey, 'nominate-refused');
  await signer.page.fill('#name', `Sam ${journey.name} (invented)`);
  await signer.page.fill('#email', journey.email);
  await signer.press('Nominate');
  expect(await heading(signer)).toBe(`Sam ${journey.name} (invented) is nominated`);
  await look(signer, journey, 'nominated');
  const link = await signer.page.locator('main code').innerText();
  await signer.open(`/partners/${agencyId}`);
  expect(await signer.page.content()).not.toContain(link.split('/').at(-1));
  return link;
}

/** The officer takes up the invitation and signs in. */
async function takeUp(link: string, journey: Journey): Promise<Visitor> {
  const officer = await Visitor.arrive(browser, host.address, journey.options);
  await officer.page.goto(link);
  await officer.page.fill('#password', NEW_PASSWORD);
  await officer.press('Choose this password');
  expect((await officer.page.goto(link))?.status()).toBe(404);
  return signedIn(journey, journey.email, NEW_PASSWORD);
}

/** The signing officer records a course that the officer has taken that day. */
async function train(journey: Journey, heldOn: string, expiresOn: string): Promise<Visitor> {
  const signer = await signedIn(journey, 'police.signer@demo.example');
  await signer.open(`/partners/${agencyId}/training`);
  await look(signer, journey, 'training');
  await signer.page.selectOption('#officerId', { label: `Sam ${journey.name} (invented)` });
  await signer.page.fill('#course', 'Sharing information, one day');
  await fillDate(signer, 'heldOn', heldOn);
  await fillDate(signer, 'expiresOn', heldOn);
  await signer.press('Record');
  expect(await signer.page.locator('.govuk-error-summary').count()).toBe(1);
  await look(signer, journey, 'training-refused');
  await fillDate(signer, 'expiresOn', expiresOn);
  await signer.press('Record');
  expect(await heading(signer)).toContain('Constabulary');
  return signer;
}

async function mayDecide(officer: Visitor, submissionId: string): Promise<boolean> {
  expect((await officer.open(`/submissions/${submissionId}`))?.status()).toBe(200);
  const answer = await officer.open(`/submissions/${submissionId}/release`);
  return answer?.status() === 200;
}

const told = ({ violations, complaints }: Visitor) => [
  ...violations,
  ...complaints.filter((one) => !/status of (403|404|422)/.test(one)),
];

describe('ISA-20, ISA-22: from the nomination to the training that lapses, in Chromium', () => {
  it.each(JOURNEYS)(
    'an officer reads all along, and authorises while trained: $name',
    async (journey) => {
      if (!executable) return;
      morning(journey.begins);
      const submission = await decidable(host, journey.month);
      const signer = await signedIn(journey, 'police.signer@demo.example');
      const officer = await takeUp(await nominate(signer, journey), journey);
      expect(await mayDecide(officer, submission)).toBe(false);
      const recorder = await train(journey, journey.begins, journey.lastGood);
      expect(await mayDecide(officer, submission)).toBe(true);

      morning(journey.after);
      const later = await signedIn(journey, journey.email, NEW_PASSWORD);
      expect(await mayDecide(later, submission)).toBe(false);
      await look(later, journey, 'lapsed');
      expect(await text(later)).toContain('Your training on the agreement has lapsed: you may read, but you may not');
      expect(await text(later)).toContain('paragraph 22');

      const again = await train(journey, journey.after, '2028-12-31');
      expect(await mayDecide(later, submission)).toBe(true);
      await later.page.check('input[name="purpose"] >> nth=0');
      await later.press('Release');
      expect(later.page.url()).toContain('/releases/');
      expect([signer, officer, recorder, later, again].flatMap(told)).toEqual([]);
    },
    JOURNEY_MS,
  );

  it.each(JOURNEYS)(
    'absence, registration and the requests folder: $name',
    async (journey) => {
      if (!executable) return;
      const officer = await signedIn(journey, 'hospital.officer@demo.example');
      await officer.open('/absences/new');
      await look(officer, journey, 'absence');
      await fillDate(officer, 'toOn', '2020-01-01');
      await officer.press('Save');
      await look(officer, journey, 'absence-refused');
      expect(await errors(officer)).toContain('before its start');
      await officer.open('/registration');
      await look(officer, journey, 'registration');
      await officer.page.fill('#number', '12345');
      await officer.press('Record');
      await look(officer, journey, 'registration-refused');
      await officer.open('/toolkit');
      await look(officer, journey, 'toolkit');
      await officer.open('/requests-folder');
      await look(officer, journey, 'requests-folder');
      expect(told(officer)).toEqual([]);
    },
    JOURNEY_MS,
  );
});

describe('ISA-20: through the interface', () => {
  it('somebody new is invited: nominate, open the link, choose a password, sign in; a repeat tells no link', async () => {
    const token = await host.tokenOf('police.signer');
    const key = randomUUID();
    const asked = { role: 'auditor', name: 'Pat Invented', email: 'pat@police.example', deputyId: null, endsOn: null };
    const startsOn = clock.now().toISOString().slice(0, 10);
    const send = () =>
      host
        .request()
        .post(`/api/v1/partners/${agencyId}/nominations`)
        .auth(token, { type: 'bearer' })
        .set('idempotency-key', key)
        .send({ ...asked, startsOn });
    const made = await send();
    expect([made.status, made.body]).toMatchObject([201, { invitation: { path: expect.stringMatching(/^\/inv/) } }]);
    const again = await send();
    expect([again.status, again.body]).toEqual([201, { ...made.body, invitation: null }]);

    const { path: link } = (made.body as { invitation: { path: string } }).invitation;
    const chosen = await host
      .request()
      .post(link)
      .set('sec-fetch-site', 'same-origin')
      .type('form')
      .send({ password: NEW_PASSWORD });
    expect(chosen.status).toBe(201);
    const credentials = { email: asked.email, password: NEW_PASSWORD };
    expect((await host.request().post('/api/v1/tokens').send(credentials)).status).toBe(201);
  });
});
