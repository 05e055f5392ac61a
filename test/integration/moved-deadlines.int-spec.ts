import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BreachService } from '@broker/breach';
import { ProclamationService } from '@broker/deadlines';
import { wordingOf, type NoticeFacts } from '@broker/notices';
import type { ProclaimedDay } from '@broker/working-calendar';
import { DataSource } from 'typeorm';
import { BreachRoad } from '../support/breach-road.js';

let road: BreachRoad;
beforeAll(async () => {
  road = await BreachRoad.open('2026-11-20T09:00:00Z'); // a Friday
});
afterAll(() => road.close());

const DAY: ProclaimedDay = {
  on: '2026-11-24',
  title: 'A day of thanksgiving',
  divisions: ['england-and-wales', 'scotland', 'northern-ireland'],
  source: 'Proclamation of 21 November 2026',
};

interface Told {
  email: string;
  key: string;
  kind: string;
  clause: string;
  subject: string;
  facts: NoticeFacts;
}

/** Every notice that a deadline has moved. */
const told = () =>
  road.app.get(DataSource).query<Told[]>(
    `SELECT o.email, n.key, n.kind, n.clause, n.subject_id AS subject, n.facts FROM notice n JOIN officer o ON o.id = n.officer_id
      WHERE n.kind = 'deadline-moved' ORDER BY o.email`,
  );

const noticed = async (who: string): Promise<string> => {
  const found = await road.app.get(BreachService).notice(await road.as(who), '2026-11-20');
  if (!found.ok) throw new Error(found.refusal.message);
  return found.value.id;
};

describe('a proclaimed day that moves deadlines', () => {
  it('is told once to each officer who has to keep one, in every partnership, with both dates and the reason', async () => {
    const [southampton] = [await noticed('police.officer'), await noticed('northmoor-police.officer')];
    expect(await road.open(southampton)).toEqual(['breach-report 2026-11-27']);
    const proclamations = road.app.get(ProclamationService);
    const by = await road.as('council.operator');
    const preview = await proclamations.preview(by, DAY);
    if (!preview.ok) throw new Error(preview.refusal.message);
    expect(await told()).toEqual([]);
    const twice = [1, 2].map(() => proclamations.proclaim(by, DAY, preview.value.seal));
    const answers = await Promise.all(twice);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await road.open(southampton)).toEqual(['breach-report 2026-11-30']);

    const notices = (await told()).filter(({ facts }) => facts['duty'] === 'breach-report');
    expect(notices.map(({ email }) => email)).toEqual([
      'northmoor-police.officer@demo.example',
      'police.officer@demo.example',
    ]);
    const { clause, subject, facts } = notices[1]!;
    expect(clause).toBe('ISA-32a');
    const [row] = await road.app
      .get(DataSource)
      .query<{ dueOn: string }[]>(`SELECT due_on::text AS "dueOn" FROM deadline WHERE id = $1 AND state = 'armed'`, [
        subject,
      ]);
    expect(row).toEqual({ dueOn: '2026-11-30' });
    const { title, text } = wordingOf('deadline-moved')!.words(facts);
    expect(title).toBe('A deadline has moved from Friday 27 November 2026 to Monday 30 November 2026');
    expect(text).toContain('Tuesday 24 November 2026 (A day of thanksgiving) has been proclaimed a day off');
  });

  it('is told for each deadline it moves, and each notice once', async () => {
    const notices = await told();
    const [moved] = await road.app
      .get(DataSource)
      .query<[{ n: number }]>(`SELECT count(*)::int AS n FROM ledger_entry WHERE event = 'DeadlineMoved'`);
    expect(moved.n).toBeGreaterThanOrEqual(2);
    expect(new Set(notices.map(({ subject }) => subject)).size).toBe(moved.n);
    expect(new Set(notices.map(({ email, key }) => `${email} ${key}`)).size).toBe(notices.length);
  });
});
