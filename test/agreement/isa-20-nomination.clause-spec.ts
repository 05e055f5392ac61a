import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PartnerQueries } from '@broker/agreement';
import {
  AbsenceService,
  Appointment,
  CoverService,
  NominationService,
  OfficerQueries,
  SignInService,
  type Actor,
  type NewNomination,
} from '@broker/identity';
import { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts, signedIn } from '../support/people.js';

let road: ExchangeRoad;
let signer: Actor;
let officer: Actor;
let steward: Actor;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  signer = await road.as('police.signer');
  officer = await road.as('police.officer');
  steward = await road.as('police.steward');
});
afterAll(() => road?.close());

const nominate = (over: Partial<NewNomination> = {}, actor = signer) =>
  road.app.get(NominationService).nominate(actor, {
    agencyId: signer.agencyId,
    role: 'designated-officer',
    name: 'Robin Invented',
    email: 'robin@police.example',
    startsOn: '2026-11-20',
    endsOn: null,
    deputyId: null,
    ...over,
  });
const refusedWith = (code: string, clause = 'ISA-20') => ({ ok: false, refusal: { code, clause } });
const board = async (on = '2026-11-20') =>
  (await road.app.get(PartnerQueries).board(signer.partnershipId, on)).find(
    ({ agencyId }) => agencyId === signer.agencyId,
  )!;
const reached = async (on: string) => {
  const wanted = { ...signer, role: 'designated-officer' as const, on };
  const people = await road.app.get(CoverService).reach(road.app.get(DataSource).manager, wanted);
  return people.map(({ officerId }) => officerId);
};

describe('ISA-20: each signatory nominates at least one designated officer', () => {
  it('every signatory of the demonstration that has one in post is told from one that has a vacancy', async () => {
    const lines = await road.app.get(PartnerQueries).board(signer.partnershipId, '2026-11-20');
    const vacant = lines.filter(({ posture }) => posture.cover.state === 'vacant').map(({ agency }) => agency);
    const without = await road.app.get(DataSource).query<{ name: string }[]>(
      `SELECT a.name FROM signatory s JOIN agency a ON a.id = s.agency_id WHERE s.partnership_id = $1
          AND NOT EXISTS (SELECT FROM succession c WHERE c.partnership_id = $1 AND c.predecessor_id = a.id) AND NOT EXISTS (
         SELECT FROM appointment p WHERE p.agency_id = s.agency_id AND p.role = 'designated-officer'
            AND (p.ended_on IS NULL OR p.ended_on >= '2026-11-20')) ORDER BY s.position`,
      [signer.partnershipId],
    );
    expect(vacant).toEqual(without.map(({ name }) => name));
  });

  it('the signing officer nominates, from a day to a day, with a deputy; it is recorded without anybody’s name', async () => {
    const nominated = await nominate({ startsOn: '2026-12-01', endsOn: '2027-11-30', deputyId: steward.officerId });
    expect(nominated.ok).toBe(true);
    const [line] = (await road.app.get(OfficerQueries).officers(signer)).filter(
      ({ name }) => name === 'Robin Invented',
    );
    expect(line).toMatchObject({ role: 'designated-officer', startedOn: '2026-12-01', endedOn: '2027-11-30' });
    expect(line).toMatchObject({ deputyId: steward.officerId, email: 'robin@police.example', trainedUntil: null });
    const facts = await newestFacts(road.app, 'OfficerNominated');
    expect(facts).toMatchObject({ startsOn: '2026-12-01', endsOn: '2027-11-30', deputyId: steward.officerId });
    expect(JSON.stringify(facts)).not.toMatch(/Robin|@/);
  });

  it('two nominations of one person for one post do not overlap; another post, or later days, are open', async () => {
    expect(await nominate({ startsOn: '2027-11-30' })).toMatchObject(refusedWith('officers/nominated-already'));
    expect(await nominate({ startsOn: '2026-11-25', endsOn: '2026-12-01' })).toMatchObject(
      refusedWith('officers/nominated-already'),
    );
    expect((await nominate({ startsOn: '2027-12-01', endsOn: '2027-12-31' })).ok).toBe(true);
    expect((await nominate({ role: 'auditor' })).ok).toBe(true);
  });

  it('of two that are asked for at the same moment one is refused', async () => {
    const twice = { email: 'twice@police.example', name: 'Twice Invented' };
    const answers = await Promise.all([nominate(twice), nominate(twice)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    ['an end before the start', { startsOn: '2026-12-02', endsOn: '2026-12-01' }, 'officers/end-before-start'],
    ['no day of the calendar', { startsOn: '2026-02-30' }, 'working-calendar/unreadable-date'],
    ['nobody', { name: ' ' }, 'officers/name-missing'],
    ['no address', { email: 'robin' }, 'officers/email-malformed'],
  ])('%s is refused, and nothing is entered', async (_, over, code) => {
    const before = await road.app.get(DataSource).manager.count(Appointment);
    const asked = { email: 'nobody@police.example', ...over };
    expect(await nominate(asked)).toMatchObject(refusedWith(code));
    expect(await road.app.get(DataSource).manager.count(Appointment)).toBe(before);
    expect(await newestFacts(road.app, 'OfficerChangeRefused')).toMatchObject({ act: 'officer.nominate', code });
  });

  it('a deputy who is the officer, or of another agency, is refused', async () => {
    const nominations = road.app.get(NominationService);
    const fire = await road.as('fire.officer');
    expect(await nominations.nameDeputy(signer, officer.appointmentId, officer.officerId)).toMatchObject(
      refusedWith('officers/own-deputy'),
    );
    for (const nominating of [
      nominations.nameDeputy(signer, officer.appointmentId, fire.officerId),
      nominate({ email: 'other@police.example', deputyId: fire.officerId }),
    ])
      expect(await nominating).toMatchObject(refusedWith('officers/deputy-of-another-agency'));
  });

  it('the manager fills the post only of an agency that has no signing officer', async () => {
    const manager = await road.as('council.manager');
    const asked = { email: 'new@police.example' };
    expect(await nominate(asked, manager)).toMatchObject(refusedWith('officers/not-yours-to-nominate'));
    expect(await nominate(asked, await road.as('fire.signer'))).toMatchObject(
      refusedWith('officers/not-yours-to-nominate'),
    );
    const ended = road.app.get(DataSource).manager.update(Appointment, signer.appointmentId, { endedOn: '2026-11-19' });
    await ended;
    expect((await nominate(asked, manager)).ok).toBe(true);
    await road.app.get(DataSource).manager.update(Appointment, signer.appointmentId, { endedOn: null });
  });

  it('an agency of another partnership might as well not exist', async () => {
    const { agencyId } = await road.as('northmoor-police.officer');
    const manager = await road.as('council.manager');
    expect(await nominate({ agencyId }, manager)).toMatchObject(refusedWith('officers/no-such-agency', 'ISA-26'));
    const theirs = (await road.as('northmoor-police.officer')).appointmentId;
    expect(await road.app.get(NominationService).end(manager, theirs, null)).toMatchObject(
      refusedWith('officers/no-such-nomination', 'ISA-26'),
    );
  });
});

describe('ISA-20: while an officer is away, what would reach them reaches the deputy', () => {
  it('from the first day to the last, and then the officer again', async () => {
    await road.app.get(NominationService).nameDeputy(signer, officer.appointmentId, steward.officerId);
    const absences = road.app.get(AbsenceService);
    const asked = { officerId: officer.officerId, fromOn: '2026-11-23', toOn: '2026-11-24' };
    const stated = await absences.state(officer, asked);
    expect(stated).toMatchObject({ ok: true, value: { uncovered: [] } });
    for (const [on, who] of [
      ['2026-11-22', officer],
      ['2026-11-23', steward],
      ['2026-11-24', steward],
      ['2026-11-25', officer],
    ] as const) {
      expect(await reached(on)).toContain(who.officerId);
      expect(await reached(on)).not.toContain((who === officer ? steward : officer).officerId);
    }
    expect(await absences.state(officer, asked)).toMatchObject(refusedWith('officers/absent-already'));
  });

  it('coming back early ends it at once', async () => {
    const absences = road.app.get(AbsenceService);
    const stated = await absences.state(signer, {
      officerId: officer.officerId,
      fromOn: '2026-11-20',
      toOn: '2026-11-22',
    });
    if (!stated.ok) throw new Error(stated.refusal.message);
    expect(await reached('2026-11-20')).not.toContain(officer.officerId);
    expect((await absences.end(officer, stated.value.id)).ok).toBe(true);
    expect(await reached('2026-11-20')).toContain(officer.officerId);
    expect(await absences.end(officer, stated.value.id)).toMatchObject(refusedWith('officers/absence-over'));
  });

  it('an absence without a deputy is taken up, with the posts that nobody covers', async () => {
    const fire = await road.as('fire.officer');
    const asked = { officerId: fire.officerId, fromOn: '2026-11-20', toOn: '2026-11-20' };
    expect(await road.app.get(AbsenceService).state(fire, asked)).toMatchObject({
      ok: true,
      value: { uncovered: ['designated-officer'] },
    });
    const line = (await road.app.get(PartnerQueries).partner(fire.partnershipId, fire.agencyId, '2026-11-20'))!;
    expect(line.posture.cover.state).toBe('away');
    expect(line.mendings).toContainEqual(expect.objectContaining({ clause: 'ISA-20', fails: true }));
  });

  it('nobody states the absence of a colleague but the signing officer', async () => {
    const asked = { officerId: officer.officerId, fromOn: '2027-01-01', toOn: '2027-01-02' };
    expect(await road.app.get(AbsenceService).state(steward, asked)).toMatchObject(
      refusedWith('officers/not-your-absence'),
    );
  });
});

describe('ISA-20: a responsible authority must have a designated officer', () => {
  it('once the last one has left, it is shown as a failing, from the day on which the vacancy began', async () => {
    const nominations = road.app.get(NominationService);
    const officers = await road.app.get(OfficerQueries).officers(signer);
    for (const { appointmentId } of officers.filter(({ role }) => role === 'designated-officer'))
      expect((await nominations.end(signer, appointmentId, null)).ok).toBe(true);
    expect((await board('2026-11-20')).posture.cover.state).toBe('in-post');
    const tomorrow = await board('2026-11-21');
    expect(tomorrow.posture.cover).toMatchObject({ state: 'vacant', vacantSince: '2026-11-21' });
    expect(tomorrow.mendings[0]).toMatchObject({ clause: 'ISA-20', fails: true });
    expect(tomorrow.mendings[0]!.what).toContain('responsible authority');
    expect(await entriesOf(road.app, 'NominationEnded')).toBeGreaterThan(0);
  });

  it('an officer whose appointment has ended is let in no more, and a session that is open ends with it', async () => {
    const signIn = road.app.get(SignInService);
    const begun = await signedIn(road.app, 'police.officer');
    road.clock.advance({ days: 1 });
    expect(await signIn.actorOf(begun.token)).toBeNull();
    expect(await signIn.signIn('police.officer@demo.example', DEMONSTRATION_PASSWORD)).toMatchObject({
      refusal: { code: 'identity/no-appointment', clause: 'ISA-20' },
    });
  });
});
