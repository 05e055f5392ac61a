import { describe, expect, it, jest } from '@jest/globals';
import type { Visitor } from '../support/browser.js';
import { SettableClock } from '../support/clock.js';
import { Journey, PHONE } from '../support/journey.js';

// Each page is read by axe, which takes its time on a busy computer.
jest.setTimeout(600_000);

const clock = new SettableClock('2026-11-20T09:00:00Z');

const journey = Journey.ofThisFile(clock);
const { executable, look, signedIn } = journey;

/** Answers a question and goes on to the next. */
async function answer(visitor: Visitor, name: string, fill: (visitor: Visitor) => Promise<void>): Promise<void> {
  expect(visitor.page.url()).toMatch(new RegExp(`/questions/${name}$`));
  await look(visitor, `ask-${name}`);
  await fill(visitor);
  await visitor.press('Save and continue');
}

const check = (label: string) => (visitor: Visitor) => visitor.page.getByLabel(label).check();
const write = (id: string, text: string) => (visitor: Visitor) => visitor.page.fill(`#${id}`, text);
const headingOf = (visitor: Visitor): Promise<string> => visitor.page.locator('h1').first().innerText();

/** The council asks the police about a victim, from the first question to the confirmation. @returns the address of the request. */
async function askWhole(council: Visitor): Promise<string> {
  await council.open('/requests/new');
  await look(council, 'new');
  await council.press('Continue');
  await look(council, 'new-unanswered');
  expect(await council.page.locator('.govuk-error-summary').innerText()).toContain('Say whether depersonalised');
  await council.page.getByLabel('No: somebody has to be identified').check();
  await council.page.fill('#why', 'One household is to be visited.');
  await council.press('Continue');
  await answer(council, 'agency', check('Hampshire Constabulary'));
  await answer(council, 'person', async ({ page }) => {
    await page.fill('#name', 'Robin Invented');
    await page.fill('#born-day', '27');
    await page.fill('#born-month', '3');
    await page.fill('#born-year', '1990');
    await page.fill('#other-names', 'Rob Invented');
  });
  await answer(council, 'role', check('Victim'));
  await council.page.selectOption('#item-0-kind', 'address');
  await council.page.fill('#item-0-what', 'The present address');
  await council.page.fill('#item-0-why', 'To visit them');
  await council.press('Add another item');
  await council.page.selectOption('#item-1-kind', 'warning-markers');
  await answer(council, 'items', async ({ page }) => {
    await page.fill('#item-1-what', 'Warnings for staff');
    await page.fill('#item-1-why', 'To decide whether to visit in pairs');
  });
  await answer(council, 'conviction', check('No'));
  await answer(council, 'use', write('use', 'To offer help in person.'));
  await answer(council, 'purpose', check('To gather and exchange information for joint objectives'));
  await answer(council, 'consent', check('They have not been asked'));
  // A victim who has not agreed: an overriding public interest is asked for.
  await council.press('Save and continue');
  await look(council, 'ask-public-interest-missing');
  expect(await council.page.locator('.govuk-error-summary').innerText()).toContain('victim');
  await answer(council, 'public-interest', async ({ page }) => {
    await page.getByLabel('Protecting vulnerable members of the community').check();
    await page.fill('#interest-why', 'They cannot be warned otherwise.');
  });
  await answer(council, 'exemption', check('No'));
  await council.page.getByText('Gateways that are not open, and why').click();
  const closed = await council.page.locator('details').innerText();
  expect(closed).toContain('depersonalised information only');
  await answer(
    council,
    'gateway',
    check('Crime and Disorder Act 1998, section 115: disclosure to a relevant authority where necessary or expedient'),
  );
  await answer(council, 'article-8', check('Protecting the rights and freedoms of others'));
  await answer(council, 'necessity', write('necessity', 'Nobody else knows the address.'));
  await answer(council, 'proportionality', write('proportionality', 'One address, for one visit.'));
  await answer(council, 'urgency', check('Routine: an answer within 10 working days'));
  expect(await headingOf(council)).toBe('Check your answers');
  await look(council, 'check');
  await council.press('Send the request');
  await look(council, 'sent');
  expect(await council.page.locator('main').innerText()).toContain('It answers by Friday 4 December 2026');
  await council.press('Follow the request');
  return new URL(council.page.url()).pathname;
}

async function decideInPart(police: Visitor): Promise<void> {
  await police.press('Decide');
  await look(police, 'decide-item');
  await police.press('Continue');
  expect(await police.page.locator('.govuk-error-summary').innerText()).toContain('authorise or refuse');
  await police.page.getByLabel('Authorise it').check();
  await police.press('Continue');
  await police.page.getByLabel('Refuse it').check();
  await police.press('Continue');
  await look(police, 'decide-item-without-reason');
  expect(await police.page.locator('.govuk-error-summary').innerText()).toContain('why you refuse');
  await police.page.getByLabel('Refuse it').check();
  await police.page.getByLabel('Reason for this item').fill('There are none.');
  await police.press('Continue');
  await look(police, 'decide-interest');
  await police.press('Save and come back later');
  expect(await police.page.locator('main').innerText()).toContain('saved a decision on');
  await look(police, 'request-half-decided');
  await police.press('Go on with the decision');
  await look(police, 'decide-balance');
  await police.page.fill('#balance', 'One address, for one visit.');
  await police.press('Continue');
  await police.page.fill('#reasons', 'The visit cannot be made without the address.');
  await police.press('Continue');
  await look(police, 'decide-check');
  expect(await police.page.locator('main').innerText()).toContain('You authorise 1 of 2 items');
  await police.press('Make this decision');
}

describe.each([
  ['on a desk, with scripts', {}],
  ['on a telephone, without scripts', { ...PHONE, javaScriptEnabled: false }],
])('a request is asked, questioned, replied to and decided in part, %s', (_, options) => {
  it('from the first question to the second officer', async () => {
    if (!executable) return;
    const council = await signedIn('council.officer', options);
    const path = await askWhole(council);
    await look(council, 'request-asking');

    const police = await signedIn('police.officer', options);
    await look(police, 'home-holding');
    await police.open('/requests');
    await look(police, 'requests-in');
    await police.open(path);
    await look(police, 'request-holding');
    const page = await police.page.locator('main').innerText();
    expect(page).toContain('The person is a victim, witness or complainant.');
    expect(page).toContain('A second officer of your agency has to agree');
    await police.press('Ask a question first');
    await look(police, 'question');
    await police.page.fill('#question', 'When is the visit?');
    await police.press('Ask the question');

    await council.open('/');
    expect(await council.page.locator('main').innerText()).toContain('Reply to a question about your request');
    await look(council, 'home-asking');
    await council.open(path);
    await council.press('Reply to the question');
    await look(council, 'reply');
    await council.page.fill('#reply', 'On Monday.');
    await council.press('Send the reply');

    await police.open(path);
    expect(await police.page.locator('main').innerText()).toContain('On Monday.');
    await decideInPart(police);
    expect(await police.page.locator('main').innerText()).toContain('waits for a second officer');
    await council.open(path);
    expect(await council.page.locator('main').innerText()).not.toContain('There are none.');

    const signer = await signedIn('police.signer', options);
    expect(await signer.page.locator('main').innerText()).toContain('Look at the decision on request');
    await signer.open(path);
    await signer.press('Look at the decision');
    await look(signer, 'second');
    await signer.page.getByLabel('Yes: let the decision stand').check();
    await signer.press('Save');

    await council.open(path);
    await look(council, 'request-decided');
    const decided = await council.page.locator('main').innerText();
    expect(decided).toContain('is authorised in part');
    expect(decided).toContain('There are none.');
  });
});

describe('around a request', () => {
  it('leads whom depersonalised information would do straight to the releases', async () => {
    if (!executable) return;
    const council = await signedIn('council.officer');
    await council.open('/requests/new');
    await council.page.getByLabel('Yes: take me to the partners’ releases').check();
    await council.press('Continue');
    expect(new URL(council.page.url()).pathname).toBe('/releases');
  });

  it('lists, filters, and lets a draft be gone on with or thrown away', async () => {
    if (!executable) return;
    for (const options of [{}, PHONE]) {
      const council = await signedIn('council.officer', options);
      await council.open('/requests?box=out&which=all');
      await look(council, 'requests-out');
      await council.open('/requests?box=drafts');
      await look(council, 'requests-drafts');
    }
    const council = await signedIn('council.officer');
    await council.open('/requests?box=drafts');
    await Promise.all([council.page.waitForNavigation(), council.page.locator('.broker-task a').first().click()]);
    await council.press('Send the request');
    await look(council, 'check-incomplete');
    expect(await council.page.locator('.govuk-error-summary').innerText()).toContain(
      'not told why the information is necessary',
    );
    await council.press('Throw this draft away');
    await look(council, 'withdraw');
    await council.press('Withdraw it');
    expect(await council.page.locator('main').innerText()).toContain('no unfinished request');
  });

  it('shows the register of gateways, which the partnership manager corrects', async () => {
    if (!executable) return;
    for (const options of [{}, PHONE]) {
      const manager = await signedIn('council.manager', options);
      await manager.open('/gateways');
      await look(manager, 'gateways');
      await manager.open('/gateways/serious-violence');
      await look(manager, 'gateway');
      await manager.press('Correct the register');
      expect(await manager.page.locator('.govuk-error-summary').innerText()).toContain('why the register is corrected');
      await look(manager, 'gateway-refused');
      await manager.open('/requests/settings');
      await look(manager, 'settings');
    }
  });

  it('is clean: nothing to complain of, nothing too wide, readable by all', () => {
    expect(journey.faults).toEqual([]);
  });
});
