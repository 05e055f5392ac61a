import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DeadlineFiring } from '@broker/deadlines';
import { DataSource } from 'typeorm';
import type { Visitor } from '../support/browser.js';
import { DrillClock } from '../support/drill-clock.js';
import { Journey, PHONE } from '../support/journey.js';

// Each page is read by axe, which takes its time on a busy computer.
jest.setTimeout(600_000);

/** The clock that the journey goes by: a Friday morning at first. */
const clock = new DrillClock('2026-11-20T09:00:00Z');

let address = '';

const journey = Journey.ofThisFile(clock);
const { executable, look, signedIn } = journey;
beforeAll(async () => {
  if (executable) await clock.lead(journey.host.app.get(DataSource));
});

/** Moves the clock to a moment, and lets the alarms ring that are due by then, as a worker does. */
async function at(moment: string): Promise<void> {
  await clock.moveTo(moment);
  await journey.host.app.get(DeadlineFiring).fireDue();
}

async function fillDate(visitor: Visitor, id: string, on: string): Promise<void> {
  const [year, month, day] = on.split('-');
  await visitor.page.fill(`#${id}-day`, String(Number(day)));
  await visitor.page.fill(`#${id}-month`, String(Number(month)));
  await visitor.page.fill(`#${id}-year`, year!);
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
    await fillDate(police, 'aware', '2026-11-19');
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

  it('the partner in breach finds it on Home, with the day, who waits and the way there', async () => {
    if (!executable) return;
    await at('2026-11-21T10:00:00Z');
    const council = await signedIn('council.officer');
    await council.open('/');
    const task = council.page.locator('.broker-task', { hasText: 'Answer the report of a breach' });
    const text = await task.first().innerText();
    expect(text).toContain('By Wednesday 25 November');
    expect(text).toContain('paragraph 32(b)');
    expect(text).toContain('wait for your answer');
    await look(council, 'home');
    await Promise.all([council.page.waitForNavigation(), task.first().getByRole('button').click()]);
    expect(new URL(council.page.url()).pathname).toBe(address);
    await council.press('Acknowledge the report');
    await council.press('Acknowledge');
    const main = council.page.locator('main');
    await main.getByText('Why this date?').first().click();
    const opened = await main.innerText();
    expect(opened).toMatch(/\d+ hours left/);
    expect(opened).toContain('Waits for:');
    expect(opened).toContain('Counted in working days throughout, it would be Friday 27 November 2026');
    await look(council, 'timeline, waiting for the answer');
  });

  it('the answer is late: more and more people hear of it, and it is shown as late for good', async () => {
    if (!executable) return;
    for (const morning of ['2026-11-27', '2026-11-29']) await at(`${morning}T09:00:00Z`);
    const manager = await signedIn('council.manager', PHONE);
    await manager.open('/notices');
    await look(manager, 'inbox');
    expect(await manager.page.locator('main').innerText()).toContain('had until the end of that day to report back');
    await manager.open(address);
    await look(manager, 'timeline, late');
    expect(await manager.page.locator('main').innerText()).toContain('Late: was due by');
  });

  it('both partners in breach answer and decide about the Commissioner, one of them without JavaScript', async () => {
    if (!executable) return;
    for (const who of ['council.officer', 'fire.officer']) {
      const officer = await signedIn(who, { javaScriptEnabled: who === 'fire.officer' });
      await officer.open(address);
      if (who === 'fire.officer') {
        await officer.press('Acknowledge the report');
        await officer.press('Acknowledge');
      }
      await officer.press('Report back');
      await officer.page.locator('#position').check();
      await officer.page.fill('#answer', 'It was so.');
      await officer.press('Issue the answer');
      expect(await officer.page.locator('main').innerText()).toContain('Late: the last day was');
      await officer.press('Decide about the Information Commissioner');
      if (who === 'fire.officer') await look(officer, 'the Commissioner');
      expect(await officer.page.inputValue('#aware-time')).toBe('09:00');
      await fillDate(officer, 'aware', '2026-11-30');
      await officer.page.locator('#notify-2').check();
      await officer.page.fill('#why', 'The list came back unread.');
      await officer.press('Record the decision');
      expect(await officer.page.locator('.govuk-error-summary').innerText()).toContain('became aware at the latest');
      await fillDate(officer, 'aware', '2026-11-20');
      await officer.press('Record the decision');
      expect(await officer.page.locator('main').innerText()).toContain('Decided not to notify');
    }
  });

  it('the manager calls the meeting, which cannot be recorded before its time', async () => {
    if (!executable) return;
    const manager = await signedIn('council.manager', PHONE);
    await manager.open(address);
    await manager.press('Call the meeting');
    await look(manager, 'call the meeting');
    await fillDate(manager, 'meets', '2026-12-02');
    await manager.page.fill('#time', '14:30');
    await manager.page.fill('#place', 'Room 2');
    await manager.press('Call the meeting');
    await manager.press('Record the meeting');
    await fillDate(manager, 'met', '2026-11-29');
    await manager.page.getByLabel('Southampton City Council').check();
    await manager.press('Record the meeting');
    await look(manager, 'too early');
    expect(await manager.page.locator('.govuk-error-summary').innerText()).toContain('before its time');
  });

  it('records and minutes it with two actions without JavaScript, and closes when all is done', async () => {
    if (!executable) return;
    await at('2026-12-02T16:00:00Z');
    const manager = await signedIn('council.manager', { ...PHONE, javaScriptEnabled: false });
    await manager.open(address);
    await manager.press('Record the meeting');
    await fillDate(manager, 'met', '2026-12-02');
    await manager.page.getByLabel('Southampton City Council').check();
    await manager.press('Record the meeting');
    await manager.press('Write the minutes');
    await manager.page.fill('#minutes', 'Bags are checked from now on.');
    for (const [at, text] of ['Check bags.', 'Tell the staff.'].entries()) {
      if (at > 0) await manager.press('Add another action');
      await manager.page.fill(`#action-${at}-text`, text);
      await manager.page.selectOption(`#action-${at}-owner`, { label: 'Hampshire Fire and Rescue Service' });
      await fillDate(manager, `action-${at}-due`, '2026-12-10');
    }
    await manager.press('Save the minutes');
    const reader = await signedIn('council.manager', PHONE);
    await reader.open(`${address}/minutes`);
    expect(await reader.page.inputValue('#action-1-text')).toBe('Tell the staff.');
    await look(reader, 'minutes');
    await manager.press('Circulate the minutes');
    await manager.press('Circulate');

    const fire = await signedIn('fire.officer');
    await fire.open(address);
    await fire.press('Acknowledge the minutes');
    await fire.press('Acknowledge');
    for (const text of ['Check bags.', 'Tell the staff.']) {
      await fire.press('Record an action as done');
      await fire.page.getByLabel(text).check();
      await fire.page.fill('#note', 'Done since today.');
      await fire.press('Record as done');
    }

    await manager.open(address);
    await manager.press('Close the breach');
    await manager.press('Close the breach');
    await reader.open(address);
    await look(reader, 'closed');
    const text = await manager.page.locator('main').innerText();
    expect(text).toContain('Breach closed');
    expect(text).toContain('Late: the last day was');
    expect(text).not.toContain('Waits for');
    expect(journey.faults).toEqual([]);
  });
});
