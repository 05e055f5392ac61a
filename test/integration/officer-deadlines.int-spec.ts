import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeadlineFiring, DeadlineQueries } from '@broker/deadlines';
import {
  Appointment,
  NominationService,
  OfficerQueries,
  RegistrationService,
  TrainingService,
  type Actor,
} from '@broker/identity';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';

let road: ExchangeRoad;
let signer: Actor;
let officer: Actor;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  signer = await road.as('police.signer');
  officer = await road.as('police.officer');
  road.clock.advance({ minutes: 1 }); // after what the demonstration recorded
  await road.app.get(DeadlineFiring).fireDue(); // of the training that has lapsed there already
});
afterAll(() => road?.close());

const database = () => road.app.get(DataSource);
const open = (kind: string) => road.app.get(DeadlineQueries).openFor(signer, kind);

/** Lets every armed alarm of a kind and a name come due. @returns how many rang. */
async function ringAll(kind: string, alarm: string): Promise<number> {
  await database().query(
    `UPDATE deadline_alarm a SET rings_at = broker_now() - interval '1 minute' FROM deadline d
      WHERE d.id = a.deadline_id AND d.kind = $1 AND a.name = $2 AND d.agency_id = $3`,
    [kind, alarm, signer.agencyId],
  );
  return road.app.get(DeadlineFiring).fireDue();
}
const toldOf = (kind: string) =>
  database().query<{ officerId: string }[]>(
    `SELECT officer_id AS "officerId" FROM notice WHERE kind = $1 ORDER BY sent_at`,
    [kind],
  );

describe('ISA-22: training that runs out is a deadline', () => {
  it('of its last good day, for each officer once; the next course moves it', async () => {
    const before = await open('training-expiry');
    const [record] = (await road.app.get(OfficerQueries).trainings(officer)).filter(
      ({ officerId }) => officerId === officer.officerId,
    );
    const armed = before.filter(({ subject }) => subject.id === record!.id);
    expect(armed.map(({ dueOn, clause, agencyId }) => [dueOn, clause, agencyId])).toEqual([
      [record!.expiresOn, 'ISA-22', officer.agencyId],
    ]);
    const asked = { agencyId: officer.agencyId, officerId: officer.officerId, course: 'Again', heldOn: '2026-11-20' };
    expect((await road.app.get(TrainingService).record(signer, { ...asked, expiresOn: '2028-01-01' })).ok).toBe(true);
    const after = await open('training-expiry');
    expect(after).toHaveLength(before.length);
    expect(after.filter(({ dueOn }) => dueOn === '2028-01-01')).toHaveLength(1);
  });

  it('reaches the officer and the signing officer thirty days before', async () => {
    expect(await ringAll('training-expiry', 'reminder-30')).toBe(3);
    const told = (await toldOf('training-expiry')).map(({ officerId }) => officerId);
    expect(told.filter((id) => id === officer.officerId)).toHaveLength(1);
    expect(told.filter((id) => id === signer.officerId)).toHaveLength(3);
  });
});

describe('ISA-21: a registration that runs out is a deadline', () => {
  it('until the agency is exempt', async () => {
    const registrations = road.app.get(RegistrationService);
    const mine = async () => (await open('registration-expiry')).map(({ dueOn }) => dueOn);
    await registrations.record(officer, { number: 'ZA123456', expiresOn: '2027-01-31' });
    expect(await mine()).toEqual(['2027-01-31']);
    road.clock.advance({ minutes: 1 });
    await registrations.record(officer, { number: 'ZA123456', expiresOn: '2028-01-31' });
    expect(await mine()).toEqual(['2028-01-31']);
    expect(await ringAll('registration-expiry', 'reminder-60')).toBe(1);
    const told = (await toldOf('registration-expiry')).map(({ officerId }) => officerId);
    expect(told.toSorted()).toEqual([officer.officerId, signer.officerId].toSorted());
    road.clock.advance({ minutes: 1 });
    await registrations.record(officer, { exemptReason: 'Processes no personal data' });
    expect(await mine()).toEqual([]);
  });
});

describe('ISA-20: the day after which nobody is designated officer is a deadline', () => {
  it('from the moment at which it is known, and until a successor is nominated', async () => {
    const nominations = road.app.get(NominationService);
    const vacancies = async () => (await open('designated-officer-vacancy')).map(({ dueOn }) => dueOn);
    expect(await vacancies()).toEqual([]);
    await nominations.end(signer, officer.appointmentId, '2027-03-31');
    expect(await vacancies()).toEqual(['2027-03-31']);
    expect(await ringAll('designated-officer-vacancy', 'reminder-7')).toBe(1);
    const manager = await road.as('council.manager');
    const told = (await toldOf('designated-officer-vacancy')).map(({ officerId }) => officerId);
    expect(told.toSorted()).toEqual([manager.officerId, signer.officerId].toSorted());

    const successor = { name: 'Next Invented', email: 'next@police.example', role: 'designated-officer' as const };
    const days = { startsOn: '2027-03-31', endsOn: '2027-12-31' };
    const asked = { agencyId: signer.agencyId, deputyId: null, ...successor, ...days };
    expect((await nominations.nominate(signer, asked)).ok).toBe(true);
    expect(await vacancies()).toEqual(['2027-12-31']);
    await nominations.nominate(signer, { ...asked, startsOn: '2028-01-01', endsOn: null });
    expect(await vacancies()).toEqual([]);
    expect(await database().manager.countBy(Appointment, { agencyId: signer.agencyId })).toBe(5);
  });
});
