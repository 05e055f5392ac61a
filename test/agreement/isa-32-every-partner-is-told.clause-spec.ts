import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CoverService, mayAct, ROLES, type Act, type Actor } from '@broker/identity';
import { NoticeQueries, NoticeService } from '@broker/notices';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { as } from '../support/people.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

const told = async (actor: Actor): Promise<number> => {
  const notices = await road.app.get(NoticeQueries).inbox(actor, { limit: 100, offset: 0 });
  return notices.filter(({ clause, kind }) => clause === 'ISA-32a' && kind === 'webhook-off').length;
};

describe('ISA-32: what a breach asks of a partner reaches every partner', () => {
  it('the designated officer of each signatory finds it in the inbox, and nobody of another partnership', async () => {
    const { partnershipId } = await as(road.app, 'police.officer');
    const stranger = await as(road.app, 'northmoor-police.officer');
    await road.app.get(DataSource).transaction(async (manager) => {
      const everyone = { partnershipId, agencyId: null, role: 'designated-officer', on: '2026-11-20' } as const;
      const reached = await road.app.get(CoverService).reach(manager, everyone);
      await road.app.get(NoticeService).send(manager, {
        key: 'isa-32',
        partnershipId,
        officerIds: reached.map(({ officerId }) => officerId),
        kind: 'webhook-off',
        clause: 'ISA-32a',
        subject: { kind: 'breach', id: randomUUID() },
        facts: {},
        at: road.clock.now(),
      });
    });
    for (const agency of ['police', 'council', 'fire', 'health', 'thornhill', 'landlords']) {
      expect([agency, await told(await as(road.app, `${agency}.officer`))]).toEqual([agency, 1]);
    }
    expect(await told(stranger)).toBe(0);
  });
});

describe('ISA-30: nobody can be kept from knowing what the agreement expects of them', () => {
  const outsider = {
    standing: 'not-a-signatory',
    agencyName: 'The Agency',
    isTrained: false,
    isSteppedUp: false,
  } as const;

  it.each<Act>(['notice.view', 'notice.read', 'notice.prefer'])('%s is open in every role, signed or not', (act) => {
    for (const role of ROLES) expect([role, mayAct(act, { ...outsider, role }).ok]).toEqual([role, true]);
  });
});
