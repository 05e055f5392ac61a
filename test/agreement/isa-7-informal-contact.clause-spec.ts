import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeadlineFiring } from '@broker/deadlines';
import { RecordQueries, RecordReading, RecordWriting } from '@broker/disclosure';
import { orThrow } from '@broker/kernel';
import { HOLIDAY_CALENDAR, readClock } from '@broker/working-calendar';
import { DisclosureRoad, WHOLE } from '../support/disclosure-road.js';

const EVERY = { state: null, kind: null, convictionData: null, limit: 100, offset: 0 };

let road: DisclosureRoad;
beforeAll(async () => {
  road = await DisclosureRoad.open();
});
afterAll(() => road.close());

const log = async (over = {}) => {
  const entry = await road.call(over);
  return road.as('police.officer', (actor) => road.app.get(RecordWriting).quickLog(actor, entry));
};
const deadlinesOf = (id: string) =>
  road.database.query<{ state: string; dueOn: string }[]>(
    `SELECT state, due_on::text AS "dueOn" FROM deadline WHERE kind = 'record-completion' AND subject_id = $1`,
    [id],
  );

describe('ISA-7: an informal contact is logged at once and completed later', () => {
  it('with a name, an agency and what was told; everything else waits', async () => {
    const { id, state } = await road.quickLogged();
    expect(state).toBe('incomplete');
    const list = await road.as('police.officer', (actor) => road.app.get(RecordQueries).list(actor, EVERY));
    expect(list.find((one) => one.id === id)).toMatchObject({
      id,
      kind: 'informal',
      missing: ['grounds'],
      completeByOn: '2026-11-27',
      channel: 'telephone',
    });
  });

  it('of what was received as of what was given: the officer of the own agency is known', async () => {
    const { id } = await road.quickLogged({ direction: 'received' });
    const opened = await road.as('police.officer', (actor) => road.app.get(RecordReading).open(actor, id));
    expect(opened?.words?.dealingOfficer).toBe('B. Invented, tenancy officer');
    expect(opened?.words?.requestingOfficer).toMatch(/designated officer, Hampshire Constabulary$/);
  });

  it.each([
    ['nobody', { answers: { fullName: ' ' } }, 'records/nobody-named'],
    ['an agency that is no partner', { agencyId: '0b8f5f0e-0000-4000-8000-000000000000' }, 'records/not-a-partner'],
    ['a day to come', { answers: { fullName: 'R', occurredOn: '2026-12-01' } }, 'records/in-the-future'],
  ])('but not about %s', async (_, over, code) => {
    expect(await log(over)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is saved as often as needed, and final once it is whole, which ends the reminders', async () => {
    const { id } = await road.quickLogged();
    const write = (step: 'save' | 'finish', answers = {}) =>
      road.as('police.officer', (actor) => road.app.get(RecordWriting)[step](actor, id, answers));
    expect(orThrow(await write('save', { summary: 'More' })).state).toBe('incomplete');
    expect(await write('finish')).toMatchObject({ refusal: { code: 'records/incomplete', clause: 'ISA-24' } });
    expect(orThrow(await write('finish', { grounds: WHOLE.grounds, purpose: WHOLE.purpose })).state).toBe('final');
    expect(await deadlinesOf(id)).toEqual([{ state: 'met', dueOn: '2026-11-27' }]);
    expect(await road.told('record-counterpart', id)).toBeGreaterThan(0);
  });

  it('within five working days: one logged on the Friday before Christmas, after the bank holidays', () => {
    expect(readClock(HOLIDAY_CALENDAR, 'record-completion', '2026-12-18')).toMatchObject({
      value: { clause: 'ISA-7', dueOn: '2026-12-29' },
    });
  });

  it('until it is complete it nags: the officer, then the agency, then the partnership manager', async () => {
    const { id } = await road.quickLogged();
    const told: number[] = [];
    for (const day of ['25', '28', '29']) {
      await road.clock.moveTo(`2026-11-${day}T09:00:00Z`);
      await road.app.get(DeadlineFiring).fireDue();
      told.push(await road.told('record-completion', id));
    }
    await road.clock.moveTo('2026-12-03T09:00:00Z');
    await road.app.get(DeadlineFiring).fireDue();
    const [{ managers }] = await road.database.query<[{ managers: number }]>(
      `SELECT count(*)::int AS managers FROM notice n JOIN officer o ON o.id = n.officer_id
        WHERE n.kind = 'record-late' AND n.subject_id = $1 AND o.email LIKE '%manager@%'`,
      [id],
    );
    expect(told[0]).toBeGreaterThan(0);
    expect(told[2]).toBeGreaterThan(told[0]!);
    expect(managers).toBe(1);
  });
});
