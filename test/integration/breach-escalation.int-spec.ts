import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeadlineFiring } from '@broker/deadlines';
import { DataSource } from 'typeorm';
import { asOwner } from '../support/as-owner.js';
import { ANSWER } from '../support/breaches.js';
import { BreachRoad } from '../support/breach-road.js';

const START = '2026-11-20T09:00:00Z'; // a Friday
/** The morning of a day, after the alarms of eight o'clock. */
const morning = (day: string): string => `${day}T08:30:00Z`;

let road: BreachRoad;
let agencies: Record<'police' | 'council', string>;
let partners: string[];
beforeAll(async () => {
  road = await BreachRoad.open(START);
  const [police, council] = [await road.as('police.officer'), await road.as('council.officer')];
  agencies = { police: police.agencyId, council: council.agencyId };
  await asOwner(
    road.app.get(DataSource),
    // One agency has a deputy, the other none: there who signs for the agency is told.
    `UPDATE appointment SET deputy_id = '${(await road.as('council.steward')).officerId}'
      WHERE id = '${council.appointmentId}'`,
  );
  const id = await road.reported('council');
  const { breach } = (await road.find(id, 'police.officer'))!;
  partners = [breach.allegingAgencyId, ...breach.receipts.map(({ agencyId }) => agencyId)];
  await road.done(id, 'police.officer', { step: 'withdraw', reason: 'Only counted who the partners are.' });
});
afterAll(() => road?.close());

interface Told {
  duty: string;
  kind: string;
  clause: string;
  dueOn: string;
  officerId: string;
  agencyId: string;
  role: string;
}

/** Everybody who has been told of a duty that is due, or late, in a breach. */
const toldOf = (id: string, duty: string): Promise<Told[]> =>
  road.app.get(DataSource).query<Told[]>(
    `SELECT n.kind, n.clause, n.facts->>'dueOn' AS "dueOn", n.officer_id AS "officerId", a.agency_id AS "agencyId", a.role
       FROM notice n CROSS JOIN LATERAL (SELECT agency_id, role FROM appointment
         WHERE officer_id = n.officer_id AND partnership_id = n.partnership_id ORDER BY started_on DESC LIMIT 1) a
      WHERE n.subject_id = $1 AND n.facts->>'duty' = $2 ORDER BY n.sent_at, a.role, n.officer_id`,
    [id, duty],
  );

/** Moves the clock to a moment, rings what is due, twice as two workers would. @returns who is told of the duty by that. */
async function at(instant: string, id: string, duty: string): Promise<Told[]> {
  const before = await toldOf(id, duty);
  await road.clock.moveTo(instant);
  const firing = road.app.get(DeadlineFiring);
  await Promise.all([firing.fireDue(), firing.fireDue()]);
  await firing.fireDue();
  return (await toldOf(id, duty)).slice(before.length);
}

const posts = (told: Told[]): string[] => told.map(({ agencyId, role }) => `${nameOf(agencyId)} ${role}`).sort();
const nameOf = (agencyId: string): string =>
  Object.entries(agencies).find(([, id]) => id === agencyId)?.[0] ?? agencyId;

describe('an answer that does not come', () => {
  const late: Told[] = [];
  let id: string;

  it('is told of two days before and at the end of the last day to the officer of the partner in breach alone', async () => {
    await road.clock.moveTo(START);
    id = await road.reported('council');
    await road.done(id, 'council.officer', { step: 'receive' });
    expect(await road.open(id)).toContain('breach-response 2026-11-25');
    expect(await at('2026-11-23T07:59:00Z', id, 'breach-response')).toEqual([]);
    const reminded = await at(morning('2026-11-23'), id, 'breach-response');
    expect(posts(reminded)).toEqual(['council designated-officer']);
    expect(reminded[0]).toMatchObject({ kind: 'breach-reminder', clause: 'ISA-32b', dueOn: '2026-11-25' });
    expect(await at('2026-11-25T23:59:00Z', id, 'breach-response')).toEqual([]);
    const due = await at('2026-11-26T00:00:00Z', id, 'breach-response');
    expect(posts(due)).toEqual(['council designated-officer']);
    late.push(...due);
  });

  it('a day later to the deputy as well, after three to the manager, after five to every partner’s officer', async () => {
    const first = await at(morning('2026-11-26'), id, 'breach-response');
    expect(posts(first)).toEqual(['council data-steward', 'council designated-officer']);
    expect(await at(morning('2026-11-27'), id, 'breach-response')).toEqual([]);
    const third = await at(morning('2026-11-28'), id, 'breach-response');
    expect(posts(third)).toEqual(['council partnership-manager']);
    const fifth = await at(morning('2026-11-30'), id, 'breach-response');
    expect(new Set(fifth.map(({ agencyId }) => agencyId))).toEqual(new Set(partners));
    expect(new Set(fifth.map(({ officerId }) => officerId)).size).toBe(fifth.length);
    // One of them is away: the deputy, a data steward, stands in. At one the post is vacant: who signs for it is told.
    expect([...new Set(fifth.map(({ role }) => role))].sort()).toEqual([
      'data-steward',
      'designated-officer',
      'signing-officer',
    ]);
    late.push(...first, ...third, ...fifth);
  });

  it('and each of these notices carries its clause and the day that has passed', () => {
    expect(new Set(late.map(({ kind, clause, dueOn }) => `${kind} ${clause} ${dueOn}`))).toEqual(
      new Set(['breach-late ISA-32b 2026-11-25']),
    );
  });

  it('stays late in the record when it comes, and rings no more', async () => {
    const { parties } = await road.done(id, 'council.officer', ANSWER);
    expect(parties[0]!.answer).toMatchObject({ on: '2026-11-30', dueOn: '2026-11-25' });
    const rows = await road.app
      .get(DataSource)
      .query<{ state: string }[]>(`SELECT state FROM deadline WHERE kind = 'breach-response' AND subject_id = $1`, [
        parties[0]!.id,
      ]);
    expect(rows).toEqual([{ state: 'late' }]);
    expect(await at('2027-01-20T09:00:00Z', id, 'breach-response')).toEqual([]);
  });
});

describe('a report that is not sent', () => {
  it('is told of to the alleging agency, then to who signs for it, then to the manager, and never to the other partners', async () => {
    await road.clock.moveTo(START);
    const id = await road.drafted('council');
    expect(await road.open(id)).toEqual(['breach-report 2026-11-27']);
    const told = async (instant: string) => posts(await at(instant, id, 'breach-report'));
    expect(await told(morning('2026-11-25'))).toEqual(['police designated-officer']);
    expect(await told('2026-11-28T00:00:00Z')).toEqual(['police designated-officer']);
    expect(await told(morning('2026-11-28'))).toEqual(['police designated-officer', 'police signing-officer']);
    expect(await told(morning('2026-11-30'))).toEqual(['council partnership-manager']);
    expect(await told(morning('2026-12-02'))).toEqual(['council partnership-manager']);
    const all = await toldOf(id, 'breach-report');
    expect(new Set(all.map(({ clause }) => clause))).toEqual(new Set(['ISA-32a']));
    const { reported } = await road.done(id, 'police.officer', { step: 'report' });
    expect(reported).toMatchObject({ on: '2026-12-02', dueOn: '2026-11-27' });
    expect((await road.find(id, 'fire.officer'))!.breach.reported).toMatchObject({ dueOn: '2026-11-27' });
  });
});

describe('a step that is done in time', () => {
  it('rings for nobody afterwards', async () => {
    await road.clock.moveTo(START);
    const id = await road.drafted('council');
    await road.done(id, 'police.officer', { step: 'report' });
    await road.done(id, 'council.officer', { step: 'receive' });
    await road.done(id, 'council.officer', ANSWER);
    await road.clock.moveTo('2027-01-20T09:00:00Z');
    await road.app.get(DeadlineFiring).fireDue();
    expect(await toldOf(id, 'breach-report')).toEqual([]);
    expect(await toldOf(id, 'breach-response')).toEqual([]);
    expect(await toldOf(id, 'breach-meeting')).not.toEqual([]);
  });
});

describe('the reading of days that the agreement in force chooses', () => {
  it('binds a breach from its beginning, and a later change does not reach it', async () => {
    await road.clock.moveTo(START);
    const before = await road.reported('council');
    const { partnershipId } = await road.as('police.officer');
    await asOwner(
      road.app.get(DataSource),
      'ALTER TABLE agreement_version DISABLE TRIGGER USER',
      `UPDATE agreement_version SET reading = 'working' WHERE partnership_id = '${partnershipId}'`,
      'ALTER TABLE agreement_version ENABLE TRIGGER USER',
    );
    const after = await road.reported('council');
    const response = async (id: string) => (await road.open(id)).filter((line) => line.startsWith('breach-response'));
    expect(await response(before)).toEqual(['breach-response 2026-11-25']);
    expect(await response(after)).toEqual(['breach-response 2026-11-27']);
    expect(posts(await at(morning('2026-11-25'), after, 'breach-response'))).toEqual(['council designated-officer']);
    expect(posts(await at(morning('2026-11-26'), after, 'breach-response'))).toEqual([]);
    await road.done(before, 'council.officer', ANSWER);
    expect(await road.open(before)).toContain('breach-meeting 2026-12-06');
  });
});
