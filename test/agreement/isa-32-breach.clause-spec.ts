import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ANSWER, COMMISSIONER } from '../support/breaches.js';
import { BreachRoad } from '../support/breach-road.js';
import { entriesOf } from '../support/people.js';

let road: BreachRoad;
beforeAll(async () => {
  road = await BreachRoad.open('2026-11-20T09:00:00Z'); // a Friday
});
afterAll(() => road.close());
beforeEach(() => road.clock.set('2026-11-20T09:00:00Z'));

const on = (day: string): void => road.clock.set(`${day}T10:00:00Z`);
const meeting = { step: 'call-meeting', at: '2026-12-01T14:00:00Z', place: 'Room 2' } as const;

describe('ISA-32a: the partner alleging the breach reports it to the other partners within 5 working days', () => {
  it('its clock runs from the day it became aware, before anybody else is told', async () => {
    const id = await road.drafted('council');
    expect(await road.open(id)).toEqual(['breach-report 2026-11-27']);
    expect(await road.find(id, 'council.officer')).toBeNull();
    expect(await road.find(id, 'council.manager')).toBeNull();
    expect(await road.find(id, 'police.officer')).not.toBeNull();
  });

  it('the report is sent to every other partner, and each receipt is recorded', async () => {
    const id = await road.reported('council');
    const { breach } = (await road.find(id, 'fire.officer'))!;
    expect(breach.receipts).toHaveLength(11); // twelve have signed, the police among them
    expect(breach.receipts.every(({ receivedAt }) => receivedAt === null)).toBe(true);
    expect(await road.told(id, 'breach-accused')).toBe(1);
    expect(await road.told(id, 'breach-reported')).toBe(10); // one of them, without a designated officer today, through who signs for it
    on('2026-11-21');
    const before = await entriesOf(road.app, 'BreachReportReceived');
    const after = await road.done(id, 'fire.officer', { step: 'receive' });
    await road.done(id, 'fire.officer', { step: 'receive' });
    expect(after.receipts.filter(({ receivedAt }) => receivedAt === '2026-11-21T10:00:00.000Z')).toHaveLength(1);
    expect(await entriesOf(road.app, 'BreachReportReceived')).toBe(before + 1);
  });

  it('a late report stays late, and is sent all the same', async () => {
    const id = await road.drafted('council');
    on('2026-11-30');
    const { reported } = await road.done(id, 'police.officer', { step: 'report' });
    expect(reported).toMatchObject({ on: '2026-11-30', dueOn: '2026-11-27' });
  });

  it('the alleging partner may withdraw it with a reason, and two reports may be merged', async () => {
    const first = await road.reported('council');
    const second = await road.reported('council');
    await road.done(second, 'police.officer', { step: 'merge', into: first });
    expect(await road.open(second)).toEqual([]);
    await road.done(first, 'police.officer', { step: 'withdraw', reason: 'It was another list.' });
    expect(await road.open(first)).toEqual([]);
    expect(await road.told(first, 'breach-withdrawn')).toBe(11);
  });
});

describe('ISA-32b: the partner in breach reports back within 5 days of receipt of the report', () => {
  it('the days are counted from that partner’s own receipt, each partner’s by itself', async () => {
    const id = await road.reported('council', 'health');
    on('2026-11-22');
    await road.done(id, 'health.officer', { step: 'receive' });
    const responses = (await road.open(id)).filter((line) => line.startsWith('breach-response'));
    expect(responses).toEqual(['breach-response 2026-11-25', 'breach-response 2026-11-27']);
  });

  it('a partner that acknowledges nothing gains no time by it', async () => {
    const id = await road.reported('council');
    on('2026-11-26');
    await road.done(id, 'council.officer', { step: 'receive' });
    expect(await road.open(id)).toContain('breach-response 2026-11-25');
  });

  it('of a hundred answers given at once one stands, and the others are refused', async () => {
    const id = await road.reported('council');
    const answers = await Promise.all(Array.from({ length: 100 }, () => road.try(id, 'council.officer', ANSWER)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const codes = new Set(answers.flatMap((one) => (one.ok ? [] : [one.refusal.code])));
    expect([...codes]).toEqual(['breach/already-answered']);
    const view = await road.find(id, 'police.officer');
    expect(view!.breach.state).toBe('answered');
  });
});

describe('ISA-32c: all partners meet within 10 days of the issued response', () => {
  it('from the last answer where several partners are in breach', async () => {
    const id = await road.reported('council', 'health');
    await road.done(id, 'council.officer', ANSWER);
    expect(await road.open(id)).not.toContain('breach-meeting 2026-11-30');
    on('2026-11-23');
    await road.done(id, 'health.officer', { ...ANSWER, position: 'disputed' } as typeof ANSWER);
    expect(await road.open(id)).toContain('breach-meeting 2026-12-03');
  });

  it('an answer that never comes does not stop the meeting, once its last day has passed', async () => {
    const id = await road.reported('council');
    expect(await road.try(id, 'council.manager', meeting)).toMatchObject({
      refusal: { code: 'breach/answers-still-due', clause: 'ISA-32b' },
    });
    on('2026-11-26');
    await road.done(id, 'council.manager', meeting);
    expect(await road.open(id)).toEqual([
      'breach-commissioner 2026-11-23',
      'breach-meeting 2026-12-05',
      'breach-response 2026-11-25',
    ]);
  });
});

describe('ISA-32d: the agreed action or sanction is minuted and circulated to all partners within 5 days', () => {
  it('each receipt is recorded, each action has its day, and the breach is closed when all are done', async () => {
    const id = await road.reported('council');
    await road.done(id, 'council.officer', COMMISSIONER);
    await road.done(id, 'council.officer', ANSWER);
    await road.done(id, 'council.manager', meeting);
    const council = (await road.as('council.officer')).agencyId;
    const held = { step: 'hold-meeting', on: '2026-12-01', attended: [council] } as const;
    on('2026-12-01');
    expect(await road.try(id, 'council.manager', held)).toMatchObject({
      refusal: { code: 'breach/met-before-called', clause: 'ISA-32c' }, // at ten; the partners meet at two
    });
    road.clock.set('2026-12-01T14:30:00Z');
    await road.done(id, 'council.manager', held);
    expect(await road.open(id)).toEqual(['breach-minutes 2026-12-06']);
    const action = { kind: 'sanction', text: 'No access for a week.', ownerAgencyId: council, dueOn: '2026-12-20' };
    const minuted = await road.done(id, 'council.manager', {
      step: 'minute',
      text: 'Agreed.',
      actions: [action as never],
    });
    const circulated = await road.done(id, 'council.manager', { step: 'circulate' });
    expect(circulated.minutesReceipts).toHaveLength(12);
    expect(await road.open(id)).toEqual(['breach-action 2026-12-20']);
    expect(await road.try(id, 'council.manager', { step: 'close' })).toMatchObject({
      refusal: { code: 'breach/actions-open', clause: 'ISA-32d' },
    });
    await road.done(id, 'fire.officer', { step: 'receive-minutes' });
    const actionId = minuted.actions[0]!.id;
    await road.done(id, 'council.officer', { step: 'complete-action', actionId, note: 'Done.' });
    await road.done(id, 'council.manager', { step: 'close' });
    expect(await road.open(id)).toEqual([]);
  });
});

describe('ISA-30g: complaints of non-compliance are investigated, and the record of it stands', () => {
  it('the history of a breach cannot be altered', async () => {
    const id = await road.reported('council');
    await expect(road.rewrite(id)).rejects.toThrow('the history of a breach stands');
  });
});

describe('ISA-26: a breach is open to those who need to know', () => {
  it('to signatories, auditors and managers once reported; to an unsigned agency only as a party; never to another partnership', async () => {
    const id = await road.reported('council');
    const mine = await road.reported('voluntary');
    const sees = async (who: string, which = id) => (await road.find(which, who)) !== null;
    expect([await sees('fire.officer'), await sees('council.auditor'), await sees('council.manager')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([await sees('voluntary.officer'), await sees('voluntary.officer', mine)]).toEqual([false, true]);
    expect([await sees('ferries.officer'), await sees('northmoor-police.officer')]).toEqual([false, false]);
    expect(await road.try(id, 'northmoor-police.officer', { step: 'receive' })).toMatchObject({
      refusal: { code: 'breach/no-such-breach', clause: 'ISA-26' },
    });
  });
});
