import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FindingService, SampleQueries, SampleService } from '@broker/audit';
import { DeadlineFiring, DeadlineQueries } from '@broker/deadlines';
import { orThrow } from '@broker/kernel';
import { DisclosureRoad } from '../support/disclosure-road.js';
import { newestFacts } from '../support/people.js';

let road: DisclosureRoad;
let findings: FindingService;
beforeAll(async () => {
  road = await DisclosureRoad.open();
  findings = road.app.get(FindingService);
});
afterAll(() => road.close());

const AUDITOR = 'council.auditor';
const SAID = {
  severity: 'medium',
  words: 'The grounds do not carry it.',
  rule: 'no-grounds',
  followUpOn: '2026-12-04',
};
const record = (recordId: string, over = {}) =>
  road.as(AUDITOR, (actor) => findings.record(actor, { recordId }, { ...SAID, ...over }));
const found = async (): Promise<string> => orThrow(await record((await road.recorded()).id)).id;
const followUps = async (id: string) => {
  const { partnershipId, agencyId } = await road.actor('police.officer');
  const open = await road.app.get(DeadlineQueries).openFor({ partnershipId, agencyId }, 'finding-follow-up');
  return open.filter(({ subject }) => subject.id === id);
};

describe('ISA-22: what an audit finds is followed until it is put right', () => {
  it('is told to the agency whose record it is, with a day, which is a deadline', async () => {
    const id = await found();
    expect(await followUps(id)).toMatchObject([{ dueOn: '2026-12-04', clause: 'ISA-22' }]);
    expect(await road.told('finding-recorded', id)).toBeGreaterThan(0);
    expect(await newestFacts(road.app, 'FindingRecorded')).toMatchObject({ severity: 'medium', rule: 'no-grounds' });
    const queries = road.app.get(SampleQueries);
    const sees = (who: string) => road.as(who, (actor) => queries.finding(actor, id));
    expect(await sees('police.officer')).toMatchObject({ state: 'open', words: SAID.words });
    expect(await sees('fire.officer')).toBeNull();
    expect(await sees('northmoor-council.auditor')).toBeNull();
  });

  it('is answered by that agency, asked again by the auditor with another day, and closed', async () => {
    const id = await found();
    const answer = (who: string, words: string) => road.as(who, (actor) => findings.answer(actor, id, words));
    expect(await answer('fire.officer', 'Not ours.')).toMatchObject({ refusal: { code: 'audit/no-such-finding' } });
    expect((await answer('police.officer', 'We have asked the officer.')).ok).toBe(true);
    expect(await answer('police.officer', 'Again.')).toMatchObject({ refusal: { code: 'audit/finding-not-now' } });
    const reopen = (on: string) => road.as(AUDITOR, (actor) => findings.reopen(actor, id, 'Asking is not enough.', on));
    expect(await reopen('2026-11-20')).toMatchObject({ refusal: { code: 'audit/finding-follow-up' } });
    expect((await reopen('2026-12-18')).ok).toBe(true);
    expect(await followUps(id)).toMatchObject([{ dueOn: '2026-12-18' }]);
    expect((await answer('police.officer', 'The record was corrected.')).ok).toBe(true);
    expect((await road.as(AUDITOR, (actor) => findings.close(actor, id, 'Seen.'))).ok).toBe(true);
    expect(await followUps(id)).toEqual([]);
    expect(await newestFacts(road.app, 'FindingClosed')).toMatchObject({ followUpOn: '2026-12-18', late: false });
    expect(await road.as(AUDITOR, (actor) => findings.close(actor, id, 'Twice.'))).toMatchObject({
      refusal: { code: 'audit/finding-not-now', clause: 'ISA-22' },
    });
  });

  it('reminds the agency before the day, and the auditors too after it', async () => {
    const id = await found();
    await road.clock.moveTo('2026-12-02T09:00:00Z');
    await road.app.get(DeadlineFiring).fireDue();
    const before = await road.told('finding-follow-up', id);
    await road.clock.moveTo('2026-12-06T09:00:00Z');
    await road.app.get(DeadlineFiring).fireDue();
    // The agency's officer once more, and the two auditors of the partnership.
    expect([before, await road.told('finding-follow-up', id)]).toEqual([1, 4]);
  });

  it('is met at a place of a sample, which is then gone through', async () => {
    await road.recorded();
    await road.clock.moveTo('2026-12-07T09:00:00Z');
    const plan = { from: '2026-11-01', to: '2026-12-31', strata: 'none', size: 2, seed: 'drawn-by-lot' };
    const samples = road.app.get(SampleService);
    const { id: sampleId } = orThrow(await road.as(AUDITOR, (actor) => samples.draw(actor, plan)));
    expect((await road.as(AUDITOR, (actor) => samples.inOrder(actor, sampleId, 1))).ok).toBe(true);
    const said = { ...SAID, followUpOn: '2026-12-20' };
    const { id } = orThrow(await road.as(AUDITOR, (actor) => findings.record(actor, { sampleId, position: 2 }, said)));
    const queries = road.app.get(SampleQueries);
    expect(await road.as(AUDITOR, (actor) => queries.sample(actor, sampleId))).toMatchObject({
      sample: { drawn: 2, reviewed: 2, findings: 1 },
      items: [{ result: 'in-order' }, { result: 'finding' }],
    });
    expect(await road.as(AUDITOR, (actor) => queries.finding(actor, id))).toMatchObject({ sampleNumber: 2 });
  });

  it('ISA-30: says in words what is wrong, how grave it is and when it is followed up, or is refused', async () => {
    const { id } = await road.recorded();
    for (const [over, code] of [
      [{ severity: 'dreadful' }, 'audit/finding-severity'],
      [{ words: '' }, 'audit/finding-words'],
      [{ followUpOn: '2020-01-01' }, 'audit/finding-follow-up'],
    ] as const)
      expect(await record(id, over)).toMatchObject({ refusal: { code } });
    expect(await record('nonsense', { followUpOn: '2027-01-01' })).toMatchObject({
      refusal: { code: 'audit/no-such-record' },
    });
  });
});
