import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SimilarRequests } from '@broker/disclosure';
import { KeepingRoad } from '../support/keeping-road.js';
import { RequestRoad } from '../support/request-road.js';

describe('ISA-23: what similar requests needed', () => {
  let road: RequestRoad;
  beforeAll(async () => {
    road = await RequestRoad.open();
    for (let sent = 0; sent < 5; sent += 1) {
      const id = await road.sent({ subjectRole: 'offender' });
      if (sent < 2) await road.decide(id, 'police.officer', 'authorised', 'refused');
      else await road.decide(id, 'police.officer', 'refused', 'refused');
    }
  });
  afterAll(() => road?.close());

  const needs = async (who: string, purpose = 'joint-objectives', role = 'offender') => {
    const { partnershipId } = await road.as(who);
    return road.app.get(SimilarRequests).whatTheyNeeded(partnershipId, purpose, role);
  };

  it('counts the kinds that five requests or more asked for; what fewer were given is not shown', async () => {
    const all = await needs('fire.officer');
    for (const kind of ['address', 'warning-markers']) {
      const need = all.find((one) => one.kind === kind);
      expect(need?.asked).toBeGreaterThanOrEqual(5);
      expect(need).toMatchObject({ authorised: null, opened: null });
    }
    expect(all.every(({ asked }) => asked >= 5)).toBe(true);
  });

  it('counts those of the same purpose, role and partnership alone', async () => {
    expect(await needs('fire.officer', 'strategic-planning')).toEqual([]);
    expect(await needs('fire.officer', 'joint-objectives', 'witness')).toEqual([]);
    expect(await needs('northmoor-police.officer')).toEqual([]);
  });
});

describe('ISA-23: what was disclosed and never opened', () => {
  it('is counted by agency and kind once a fortnight is over', async () => {
    const road = await KeepingRoad.open();
    try {
      const { partnershipId } = await road.road.actor('council.manager');
      const unopened = (now: string) => road.app.get(SimilarRequests).unopened(partnershipId, new Date(now));
      const before = await unopened('2026-12-03T09:00:00Z');
      await road.disclosed();
      expect(await unopened('2026-12-03T09:00:00Z')).toEqual(before);
      const lines = await unopened('2026-12-05T09:00:00Z');
      const address = lines.find(
        ({ kind, receiving }) => kind === 'address' && receiving === 'Southampton City Council',
      );
      expect(address).toMatchObject({ disclosing: 'Hampshire Constabulary' });
      expect(address!.unopened).toBeGreaterThan(0);
      expect(JSON.stringify(lines)).not.toContain('Example Street');
    } finally {
      await road.close();
    }
  });
});
