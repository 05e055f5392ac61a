import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import type { Browser } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { invited, NEW_PASSWORD } from '../support/acts/sign-in.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';

/** Each journey is a whole afternoon of one person; on a busy computer it takes its time. */
const JOURNEY_MS = 600_000;

const executable = chromiumPath();
const SHOTS = process.env['BROKER_SHOTS'];

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

/** Browsers make passkeys for names alone, not for numbers. */
const address = (): string => host.address.replace('127.0.0.1', 'localhost');

const arrive = (options: object = {}) => Visitor.arrive(browser, address(), options);

/** Gives a visitor's browser a device that confirms the person. */
async function withDevice(visitor: Visitor): Promise<void> {
  const session = await visitor.page.context().newCDPSession(visitor.page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Has axe read the page, and measures it. */
async function look(visitor: Visitor, name: string): Promise<void> {
  await visitor.lookAt(name);
  if (await visitor.tooWide()) visitor.violations.push(`${name}: too wide`);
  const { width } = visitor.page.viewportSize() ?? { width: 1280 };
  if (SHOTS) await visitor.page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
}

const heading = (visitor: Visitor) => visitor.page.locator('h1').innerText();

describe.each([
  ['on a desktop', 'health.officer', { viewport: { width: 1280, height: 900 } }],
  ['on a telephone', 'health.steward', { viewport: { width: 320, height: 640 } }],
])('ISA-26: from the invitation to a sign-in with a passkey, %s', (_, who, options) => {
  it(
    'without a password ever being asked for again',
    async () => {
      if (!executable) return;
      const token = await invited(host, who, 'health.signer');
      const officer = await arrive(options);
      await withDevice(officer);
      await officer.open(`/invitations/${token}`);
      await look(officer, 'invitation');
      await officer.page.fill('#password', 'short');
      await officer.press('Choose this password');
      await look(officer, 'invitation-refused');
      expect(await officer.page.locator('.govuk-error-summary').innerText()).toContain('shorter than 12 characters');
      await officer.page.fill('#password', NEW_PASSWORD);
      await officer.press('Choose this password');
      await look(officer, 'invitation-done');

      await officer.press('Sign in');
      await officer.page.fill('#email', `${who}@demo.example`);
      await officer.page.fill('#password', NEW_PASSWORD);
      await officer.press('Sign in');
      await look(officer, 'account');
      expect(await heading(officer)).toBe('Your account');

      await officer.open('/account/passkeys');
      await look(officer, 'add-a-passkey');
      await officer.page.fill('#name', 'Work laptop');
      await officer.press('Add a passkey');
      expect(await heading(officer)).toBe('Your recovery codes');
      await look(officer, 'recovery-codes');
      await officer.press('I have kept them');
      expect(await officer.page.locator('main').innerText()).toContain('Work laptop');
      await look(officer, 'account-with-passkey');

      await officer.press('Sign out');
      await look(officer, 'sign-in');
      await officer.press('Sign in with a passkey');
      await officer.page.waitForURL((url) => url.pathname === '/');
      await officer.press('Sign out');

      await officer.page.fill('#email', `${who}@demo.example`);
      await officer.page.fill('#password', NEW_PASSWORD);
      await officer.press('Sign in');
      expect(await heading(officer)).toBe('Show that it is you');
      await look(officer, 'second-proof');
      await officer.press('Use your passkey');
      await officer.page.waitForURL((url) => url.pathname === '/');

      await officer.open('/confirm-it-is-you?next=/account');
      await look(officer, 'confirm');
      await officer.press('Use your passkey');
      await officer.page.waitForURL((url) => url.pathname === '/account');
      expect(officer.violations).toEqual([]);
      // A refused form answers 400, which browsers write into the console.
      expect(officer.complaints.filter((one) => !one.includes('status of 400'))).toEqual([]);
    },
    JOURNEY_MS,
  );
});

describe('ISA-26: without JavaScript', () => {
  it(
    'a person is told what to do instead of a passkey, and sets up an authenticator app',
    async () => {
      if (!executable) return;
      const plain = await arrive({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
      await plain.signIn('fire.officer', DEMONSTRATION_PASSWORD);
      await plain.open('/account/passkeys');
      expect(await plain.page.locator('main').innerText()).toContain('set up an authenticator app');
      await plain.press('set up an authenticator app');
      const key = (await plain.page.locator('li .broker-mono').innerText()).replaceAll(' ', '');
      await plain.page.fill('#code', await generate({ secret: key, epoch: Math.floor(Date.now() / 1000) - 30 }));
      await plain.press('Use this app');
      expect(await heading(plain)).toBe('Your recovery codes');
      const codes = await plain.page.locator('.broker-codes li').allInnerTexts();
      expect(new Set(codes).size).toBe(10);
      await plain.press('I have kept them');
      await plain.press('Sign out');

      await plain.signIn('fire.officer', DEMONSTRATION_PASSWORD);
      await plain.page.fill('#code', '000000');
      await plain.press('Continue');
      expect(await plain.page.locator('.govuk-error-summary').innerText()).toContain('The code is not right');
      await plain.page.fill('#code', codes[0]!);
      await plain.press('Continue');
      await plain.open('/account');
      expect(await plain.figure('Recovery codes')).toBe('9 left');
      await plain.open('/account/password');
      expect(await plain.tooWide()).toBe(false);
    },
    JOURNEY_MS,
  );
});

describe('ISA-26: the pages of sign-in are open to everybody', () => {
  it(
    'a colleague is helped by two people, and can stop it',
    async () => {
      if (!executable) return;
      const signer = await arrive();
      await signer.signIn('council.signer', DEMONSTRATION_PASSWORD);
      await signer.open('/sign-in-help');
      await look(signer, 'sign-in-help');
      await signer.page.locator('form[action*="/reset"] button').first().click();
      expect(await signer.page.locator('main').innerText()).toContain(
        'It waits for a second person. That cannot be you.',
      );
      const manager = await arrive();
      await manager.signIn('council.manager', DEMONSTRATION_PASSWORD);
      await manager.open('/sign-in-help');
      await manager.page.locator('form[action*="/approval"] button').first().click();
      expect(await heading(manager)).toBe('A link to hand over');
      await look(manager, 'link');
      const link = await manager.page.locator('main code').innerText();
      const answer = await manager.page.goto(link);
      expect(answer?.status()).toBe(404);
      await look(manager, 'link-not-yet');
      await signer.open('/agency-sign-in');
      await look(signer, 'agency-sign-in');
      await signer.open('/account/authenticator-app');
      await look(signer, 'authenticator-app');
      await signer.open('/account/password');
      await look(signer, 'password');
      expect([...signer.violations, ...manager.violations]).toEqual([]);
    },
    JOURNEY_MS,
  );
});
