import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PartnerQueries } from '@broker/agreement';
import { OfficerQueries, RegistrationService, RequestsFolder, type Actor } from '@broker/identity';
import { ExchangeRoad } from '../support/exchange-road.js';
import { newestFacts } from '../support/people.js';

let road: ExchangeRoad;
let officer: Actor;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  officer = await road.as('hospital.officer');
  road.clock.advance({ minutes: 1 }); // after what the demonstration recorded
});
afterAll(() => road?.close());

const refusedWith = (code: string) => ({ ok: false, refusal: { code, clause: 'ISA-21' } });
const stateOn = async (on: string) => {
  const line = await road.app.get(PartnerQueries).partner(officer.partnershipId, officer.agencyId, on);
  return line!.posture.registration.state;
};

describe('ISA-21: the designated officer keeps the data protection registration adequate', () => {
  it('a number is recorded as the Commissioner writes it, and the log does not hold it', async () => {
    const registrations = road.app.get(RegistrationService);
    const kept = await registrations.record(officer, { number: ' za 123456 ', expiresOn: '2027-03-31' });
    expect(kept.ok).toBe(true);
    const [newest] = await road.app.get(OfficerQueries).registrations(officer);
    expect(newest).toMatchObject({ number: 'ZA123456', expiresOn: '2027-03-31', exemptReason: null });
    expect(await newestFacts(road.app, 'RegistrationRecorded')).toEqual({ isExempt: false, expiresOn: '2027-03-31' });
  });

  it('is warned of before it lapses, and shown as lapsed afterwards', async () => {
    const days = ['2027-01-29', '2027-01-30', '2027-03-31', '2027-04-01'];
    expect(await Promise.all(days.map(stateOn))).toEqual(['registered', 'expiring', 'expiring', 'lapsed']);
    const line = await road.app.get(PartnerQueries).partner(officer.partnershipId, officer.agencyId, '2027-04-01');
    expect(line!.mendings).toContainEqual(expect.objectContaining({ clause: 'ISA-21', fails: true }));
  });

  it('an agency may be exempt, with a reason; what was recorded before stays as its history', async () => {
    const registrations = road.app.get(RegistrationService);
    road.clock.advance({ minutes: 1 });
    expect(await registrations.record(officer, { exemptReason: 'Processes no personal data' })).toMatchObject({
      ok: true,
    });
    const history = await road.app.get(OfficerQueries).registrations(officer);
    expect(history.slice(0, 2).map(({ number }) => number)).toEqual([null, 'ZA123456']);
    expect(await registrations.record(officer, { exemptReason: 'no' })).toMatchObject(
      refusedWith('officers/exemption-without-reason'),
    );
  });

  it.each([
    ['12345678', '2027-03-31', 'officers/registration-number-malformed'],
    ['ZA12', '2027-03-31', 'officers/registration-number-malformed'],
    ['ZA123456', '31/03/2027', 'working-calendar/unreadable-date'],
    ['ZA123456', '2026-11-19', 'officers/registration-lapsed-already'],
  ])('%s until %s is refused', async (number, expiresOn, code) => {
    const asked = road.app.get(RegistrationService).record(officer, { number, expiresOn });
    expect(await asked).toMatchObject(refusedWith(code));
  });

  it('a health body also records what it published in the toolkit; another agency has nothing to record', async () => {
    const registrations = road.app.get(RegistrationService);
    const asked = { endsIn: 2026, status: 'approaching-standards' as const };
    expect((await registrations.recordToolkit(officer, asked)).ok).toBe(true);
    expect((await road.app.get(OfficerQueries).toolkit(officer))[0]).toMatchObject(asked);
    const police = await road.as('police.officer');
    expect(await registrations.recordToolkit(police, asked)).toMatchObject(refusedWith('officers/toolkit-not-asked'));
    expect(await registrations.recordToolkit(officer, { ...asked, endsIn: 2035 })).toMatchObject(
      refusedWith('officers/toolkit-year'),
    );
  });
});

describe('ISA-21: the designated officer keeps the requests folder', () => {
  it('holds everything of the agency, part by part in the order of the agreement', async () => {
    const steward = await road.as('police.steward');
    await road.upload('not,a,month\n1,2,3\n');
    const folder = await road.app.get(RequestsFolder).open(steward);
    expect(folder.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'signatures',
        'submissions',
        'releases',
        'collections',
        'nominations',
        'registration',
        'training',
        'refusals',
      ]),
    );
    const clauses = folder.map(({ clause }) => Number(/\d+/.exec(clause)![0]));
    expect(clauses).toEqual(clauses.toSorted((a, b) => a - b));
    const countOf = (id: string) => folder.find((section) => section.id === id)!.entries.length;
    expect([countOf('signatures'), countOf('nominations'), countOf('training')]).toEqual([1, 3, 3]);
    expect([countOf('submissions'), countOf('releases'), countOf('refusals')]).toEqual([1, 1, 2]); // the file, and the toolkit of a body that is none of health
  });

  it('holds nothing of any other agency or partnership', async () => {
    const strangers = ['fire.steward', 'northmoor-council.steward'];
    for (const who of strangers) {
      const folder = await road.app.get(RequestsFolder).open(await road.as(who));
      const told = JSON.stringify(folder);
      expect(told).not.toContain('generated');
      for (const { id, entries } of folder.filter((section) => ['submissions', 'refusals'].includes(section.id)))
        expect([id, entries]).toEqual([id, []]);
    }
  });

  it('leaves an entry in the log when it is taken out', async () => {
    const folder = await road.app.get(RequestsFolder).takeOut(officer, 'csv');
    const entries = folder.reduce((sum, section) => sum + section.entries.length, 0);
    expect(await newestFacts(road.app, 'RequestsFolderExported')).toEqual({ format: 'csv', entries });
  });
});
