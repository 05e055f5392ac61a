import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Absence, AddressBookService, Appointment, CoverService, TrainingQueries, type Actor } from '@broker/identity';
import { DataSource, type EntityManager } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';

let road: ExchangeRoad;
let manager: EntityManager;
let officer: Actor;
let steward: Actor;
const on = '2026-11-20';

beforeAll(async () => {
  road = await ExchangeRoad.open();
  manager = road.app.get(DataSource).manager;
  officer = await road.as('police.officer');
  steward = await road.as('police.steward');
});
afterAll(() => road?.close());
beforeEach(() => manager.query('DELETE FROM absence'));

const reach = (over: object = {}) =>
  road.app.get(CoverService).reach(manager, {
    partnershipId: officer.partnershipId,
    agencyId: officer.agencyId,
    role: 'designated-officer',
    on,
    ...over,
  });
const agenciesOf = (people: { agencyId: string }[]): number => new Set(people.map(({ agencyId }) => agencyId)).size;
const who = (actor: Actor) => ({ officerId: actor.officerId, agencyId: actor.agencyId });

async function absent(actor: Actor): Promise<void> {
  const { partnershipId, agencyId, officerId } = actor;
  const days = { fromOn: on, toOn: '2026-11-27', statedBy: officerId, statedAt: road.clock.now() };
  await manager.insert(Absence, { partnershipId, agencyId, officerId, ...days });
}

describe('CoverService', () => {
  it('reaches the officer in post; while they are away the deputy; afterwards the officer again', async () => {
    expect(await reach()).toEqual([who(officer)]);
    await absent(officer);
    expect(await reach()).toEqual([]);
    await manager.update(Appointment, officer.appointmentId, { deputyId: steward.officerId });
    expect(await reach()).toEqual([who(steward)]);
    expect(await reach({ on: '2026-11-28' })).toEqual([who(officer)]);
  });

  it('reaches every signatory of the partnership that has an officer in post, and no agency that is not one, nor any of another partnership', async () => {
    const everybody = await reach({ agencyId: null });
    expect(agenciesOf(everybody)).toBe(14);
    for (const who of ['ferries.officer', 'northmoor-police.officer']) {
      const stranger = await road.as(who);
      expect(everybody.some(({ agencyId }) => agencyId === stranger.agencyId)).toBe(false);
    }
  });

  it('leaves out the agencies that it is told to', async () => {
    const { partnershipId, agencyId } = officer;
    const others = await road.app
      .get(CoverService)
      .reachExcept(manager, { partnershipId, role: 'designated-officer', on, agencyIds: [agencyId] });
    expect(agenciesOf(others)).toBe(13);
    expect(others.some((one) => one.agencyId === agencyId)).toBe(false);
  });
});

describe('TrainingQueries', () => {
  it('finds an officer trained from the day of the course to its last good day, in that partnership alone', async () => {
    const training = road.app.get(TrainingQueries);
    const [row] = await manager.query<[{ held: string; last: string; after: string; before: string }]>(
      `SELECT held_on::text AS held, (held_on - 1)::text AS before, expires_on::text AS last, (expires_on + 1)::text AS after
         FROM training_record WHERE officer_id = $1`,
      [officer.officerId],
    );
    const days = [row.before, row.held, row.last, row.after];
    const answers = days.map((day) => training.isTrained(officer.officerId, officer.partnershipId, day));
    expect(await Promise.all(answers)).toEqual([false, true, true, false]);
    const elsewhere = await road.as('northmoor-police.officer');
    expect(await training.isTrained(officer.officerId, elsewhere.partnershipId, row.held)).toBe(false);
  });
});

describe('AddressBookService', () => {
  it('tells addresses of the officers that are asked for, and of nobody else', async () => {
    const found = await road.app.get(AddressBookService).addressesOf([officer.officerId]);
    expect(found).toEqual([{ officerId: officer.officerId, email: 'police.officer@demo.example' }]);
  });
});
