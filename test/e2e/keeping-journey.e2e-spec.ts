import { describe, expect, it, jest } from '@jest/globals';
import { Journey, PHONE } from '../support/journey.js';
import { plantDisclosure } from '../support/keeping-road.js';
import { as } from '../support/people.js';

// Each page is read by axe, which takes its time on a busy computer.
jest.setTimeout(600_000);

const journey = Journey.ofThisFile();
const { executable, look, signedIn } = journey;

describe('what happens to personal information afterwards, in Chromium', () => {
  it('a person asks for their own information: the partner that disclosed it is asked and answers, then the person is answered', async () => {
    if (!executable) return;
    const council = await signedIn('council.officer');
    await council.open('/subject-access/new');
    await council.page.fill('#fullName', 'Morgan Example');
    for (const [part, value] of [
      ['day', '14'],
      ['month', '5'],
      ['year', '1988'],
    ])
      await council.page.fill(`#dateOfBirth-${part}`, value!);
    await look(council, 'new request');
    await council.press('Log it and search');
    await council.press('Say which records are theirs');
    for (const box of await council.page.getByRole('checkbox').all()) await box.check();
    await look(council, 'records found');
    await council.press('Save and ask the partners');
    expect(await council.page.innerText('main')).toContain('Waits for the view of 1 partner.');
    await look(council, 'partners asked');
    const request = new URL(council.page.url()).pathname;
    await council.open(`${request}/answer`);
    await council.page.getByLabel('All of it was given').check();
    await council.page.fill('#words', 'Copies');
    await council.press('Record the answer');
    expect(await council.page.innerText('main')).toContain('A partner has not given its view');
    await look(council, 'answer refused');
    const police = await signedIn('police.officer', PHONE);
    await police.open('/subject-access?which=asked');
    await look(police, 'questions on a phone');
    for (let waits = true; waits;) {
      const question = police.page.locator('.broker-task', { hasText: 'Waits for the view' }).first();
      waits = (await question.count()) > 0;
      if (!waits) break;
      await Promise.all([police.page.waitForNavigation(), question.getByRole('link').click()]);
      await police.page.getByLabel('It can be given to the person').check();
      await look(police, 'view on a phone');
      await police.press('Give the view');
      await police.open('/subject-access?which=asked');
    }
    await council.open(`${request}/answer`);
    await council.page.getByLabel('All of it was given').check();
    await council.page.fill('#words', 'Copies of both letters');
    await council.press('Record the answer');
    expect(await council.figure('Outcome')).toBe('All of it was given');
    await look(council, 'answered');
  });

  it('a partner asks to pass something on: refused until the owner agrees', async () => {
    if (!executable) return;
    const place = {
      from: await as(journey.host.app, 'police.officer'),
      to: await as(journey.host.app, 'council.officer'),
      at: new Date(),
    };
    const disclosure = await plantDisclosure(journey.host.app, place);
    const council = await signedIn('council.officer', PHONE);
    await council.open(`/disclosures/${disclosure}`);
    await council.press('Ask whether it may be passed on');
    await look(council, 'ask the owner on a phone');
    expect(await council.page.getByRole('link', { name: 'Back to the disclosure' }).getAttribute('href')).toBe(
      `/disclosures/${disclosure}`,
    );
    await council.press('Ask the owner');
    expect(await council.page.innerText('main')).toContain('It is not said who is to have it.');
    await council.page.fill('#recipientName', 'Harbour Housing');
    await council.page.fill('#what', 'The address alone');
    await council.page.fill('#why', 'It lets the flat');
    await council.press('Ask the owner');
    expect(await council.page.innerText('main')).toContain('It is refused until the owner agrees.');
    const question = new URL(council.page.url()).pathname;
    await council.open(`${question}/passing-on`);
    await council.press('Record it');
    expect(await council.page.innerText('main')).toContain('has not agreed that it is passed on');
    const police = await signedIn('police.officer');
    await police.open(question);
    await look(police, 'question to the owner');
    await police.press('Decide');
    await police.page.getByLabel('Yes, it may be passed on').check();
    await police.page.fill('#words', 'By post only');
    await look(police, 'decision');
    await police.press('Decide');
    await council.open(question);
    expect(await council.figure('Conditions')).toBe('By post only');
    await council.press('Record that it was passed on');
    await council.press('Record it');
    expect(await council.page.innerText('main')).toContain('Passed on');
    await look(council, 'passed on, on a phone');
  });

  it('a freedom of information request is answered, with the reasons of each exemption', async () => {
    if (!executable) return;
    const council = await signedIn('council.officer', PHONE);
    await council.open('/foi/new');
    await council.page.fill('#applicant', 'The Invented Echo');
    await council.page.fill('#asked', 'When is the market patrolled?');
    await look(council, 'new foi request on a phone');
    await council.press('Log the request');
    await council.press('Record the answer');
    await council.page.getByLabel('Refused').check();
    await council.press('Continue');
    expect(await council.page.innerText('main')).toContain('Information is kept back, but no exemption is relied on.');
    await council.page.getByLabel('Section 31: Law enforcement').check();
    await council.page.getByLabel('Section 40: Personal information').check();
    await look(council, 'foi answer on a phone');
    await council.press('Continue');
    await council.page.locator('#reliedOn-31').check();
    await council.page.fill('#why-31', 'It would tell when nobody watches');
    await council.page.locator('#reliedOn-40-2').check();
    await council.page.fill('#why-40', 'It names nobody');
    await council.press('Record the answer');
    expect(await council.page.locator('.govuk-error-summary a').getAttribute('href')).toBe('#publicInterest-31');
    await look(council, 'foi exemptions refused on a phone');
    await council.page.fill('#publicInterest-31', 'Thieves would gain more than the public');
    await council.press('Record the answer');
    const page = await council.page.innerText('main');
    expect(page).toContain('Public interest: Thieves would gain more than the public');
    expect(page).toContain('It names nobody');
    await look(council, 'foi answered on a phone');
  });

  it('no page complains, bars anybody or has to be scrolled sideways', () => {
    expect(journey.faults).toEqual([]);
  });
});
