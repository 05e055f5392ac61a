import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuthorisationService, PartnerQueries } from '@broker/agreement';
import { OfficerQueries, TrainingService, type Actor } from '@broker/identity';
import { ExchangeRoad } from '../support/exchange-road.js';
import { newestFacts } from '../support/people.js';

let road: ExchangeRoad;
let signer: Actor;
let steward: Actor;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  signer = await road.as('police.signer');
  steward = await road.as('police.steward');
});
afterAll(() => road?.close());

const record = (over: object = {}, actor = signer) =>
  road.app.get(TrainingService).record(actor, {
    agencyId: signer.agencyId,
    officerId: steward.officerId,
    course: 'Sharing information, one day',
    heldOn: '2026-11-19',
    expiresOn: '2027-11-18',
    ...over,
  });
const refusedWith = (code: string, clause = 'ISA-22') => ({ ok: false, refusal: { code, clause } });
const asks = (act: 'submission.view' | 'submission.decide') =>
  road.app.get(AuthorisationService).authorise(steward, act);

describe('ISA-22: those who handle requests are trained', () => {
  it.each([
    ['an end on the day of the course', { expiresOn: '2026-11-19' }, 'officers/training-expires-before'],
    ['an end before the course', { expiresOn: '2026-11-01' }, 'officers/training-expires-before'],
    ['a course in the future', { heldOn: '2026-11-21' }, 'officers/training-to-come'],
    ['no course', { course: ' ' }, 'officers/course-missing'],
    ['no day of the calendar', { heldOn: 'yesterday' }, 'working-calendar/unreadable-date'],
  ])('%s is refused', async (_, over, code) => {
    expect(await record(over)).toMatchObject(refusedWith(code));
    expect(await newestFacts(road.app, 'OfficerChangeRefused')).toMatchObject({ act: 'officer.train', code });
  });

  it('nobody records their own, nor a signing officer that of another agency; the manager may record any', async () => {
    const manager = await road.as('council.manager');
    expect(await record({ officerId: signer.officerId })).toMatchObject(refusedWith('officers/own-training'));
    expect(await record({}, await road.as('fire.signer'))).toMatchObject(
      refusedWith('officers/training-of-another-agency'),
    );
    expect((await record({ heldOn: '2026-11-18' }, manager)).ok).toBe(true);
    const fire = await road.as('fire.officer');
    expect(await record({ officerId: fire.officerId })).toMatchObject(
      refusedWith('officers/no-such-officer', 'ISA-26'),
    );
  });

  it('an officer whose training has lapsed can read but not authorise; after the next course they can again', async () => {
    expect((await asks('submission.decide')).ok).toBe(true);
    road.clock.set('2027-11-19T09:00:00Z');
    expect((await asks('submission.view')).ok).toBe(true);
    expect(await asks('submission.decide')).toMatchObject(refusedWith('identity/training-lapsed'));
    expect(await newestFacts(road.app, 'AccessRefused')).toMatchObject({
      act: 'submission.decide',
      code: 'identity/training-lapsed',
    });
    expect((await record({ heldOn: '2027-11-19', expiresOn: '2028-11-18' })).ok).toBe(true);
    expect((await asks('submission.decide')).ok).toBe(true);
  });

  it('is shown to the partners: trained, about to lapse, lapsed', async () => {
    const fire = await road.as('fire.officer');
    const [training] = (await road.app.get(OfficerQueries).trainings(fire)).filter(
      ({ officerId }) => officerId === fire.officerId,
    );
    const stateOn = async (on: string) =>
      (await road.app.get(PartnerQueries).partner(fire.partnershipId, fire.agencyId, on))!.posture.training.state;
    const last = training!.expiresOn;
    const days = ['2026-11-21', last, '2099-01-01'];
    expect(await Promise.all(days.map(stateOn))).toEqual(['trained', 'expiring', 'lapsed']);
  });
});

describe('ISA-30: signatories train their staff', () => {
  it('each course is recorded with who took it, when, until when it is good, and who says so', async () => {
    const [newest] = await road.app.get(OfficerQueries).trainings(signer);
    expect(newest).toMatchObject({ heldOn: '2027-11-19', expiresOn: '2028-11-18', recordedBy: expect.any(String) });
    expect(await newestFacts(road.app, 'TrainingRecorded')).toEqual({
      trainedOfficerId: steward.officerId,
      heldOn: '2027-11-19',
      expiresOn: '2028-11-18',
    });
  });
});
