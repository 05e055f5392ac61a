import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CalendarService,
  DeadlineExplainer,
  DeadlineQueries,
  DeadlineService,
  MovedDeadlines,
  ProclamationService,
  type MovedDeadline,
} from '@broker/deadlines';
import { HOLIDAY_CALENDAR, type ProclaimedDay } from '@broker/working-calendar';
import { ErrandRoom } from '../support/errand-room.js';

const room = new ErrandRoom();
const { partnershipId } = room;
const by = { officerId: randomUUID(), agencyId: randomUUID(), partnershipId };
let proclamations: ProclamationService;
const told: MovedDeadline[][] = [];

beforeAll(async () => {
  await room.open();
  proclamations = room.get(ProclamationService);
  room.get(MovedDeadlines).register((_manager, { moved }) => {
    told.push([...moved]);
    return Promise.resolve();
  });
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.clear();
  await room.dataSource.query('DELETE FROM proclaimed_day');
  told.length = 0;
});

const DAY: ProclaimedDay = {
  on: '2026-11-24',
  title: 'A day of thanksgiving',
  divisions: ['england-and-wales', 'scotland', 'northern-ireland'],
  source: 'Proclamation of 21 November 2026',
};
const subject = (id: string) => ({ kind: 'errand', id });
const working = (id: string, over = {}) =>
  room.arm({ subject: subject(id), clock: 'breach-report', dueOn: '2026-11-27', ...over });
const open = async () =>
  (await room.get(DeadlineQueries).openFor({ partnershipId, agencyId: null })).map(
    (one) => `${one.subject.id} ${one.dueOn}`,
  );
const previewed = async (day = DAY) => {
  const found = await proclamations.preview(by, day);
  if (!found.ok) throw new Error(found.refusal.message);
  return found.value;
};

describe('a proclaimed day', () => {
  it('shows what it would move without moving it, and then moves exactly that', async () => {
    await working('works');
    await room.arm({ subject: subject('literal') });
    await room.arm({ subject: subject('fixed'), clock: null, dueOn: '2026-11-24' });
    await working('elsewhere', { partnershipId: randomUUID() });
    const preview = await previewed();
    expect(preview.moves.map((move) => `${move.open.subjectId} ${move.open.dueOn} ${move.counted.dueOn}`)).toEqual([
      'works 2026-11-27 2026-11-30',
    ]);
    expect([preview.movesElsewhere, preview.unmoved]).toEqual([1, 1]);
    expect(await open()).toEqual(['fixed 2026-11-24', 'literal 2026-11-25', 'works 2026-11-27']);
    const done = await proclamations.proclaim(by, DAY, preview.seal);
    expect(done.ok).toBe(true);
    expect(await open()).toEqual(['fixed 2026-11-24', 'literal 2026-11-25', 'works 2026-11-30']);
    expect(told.map((moves) => moves.map(({ fromOn, deadline }) => `${fromOn} ${deadline.dueOn}`))).toEqual([
      ['2026-11-27 2026-11-30', '2026-11-27 2026-11-30'],
    ]);
    expect((await room.get(CalendarService).current()).version).toBe(
      `${HOLIDAY_CALENDAR.version}+2026-11-24.england-and-wales.scotland.northern-ireland`,
    );
  });

  it('keeps the old date beside the new one, and explains each with its own calendar', async () => {
    await working('works');
    await proclamations.proclaim(by, DAY, (await previewed()).seal);
    const [now] = await room.get(DeadlineQueries).openFor({ partnershipId, agencyId: null });
    const versions = await room.get(DeadlineQueries).versions(now!);
    const explained = await room.get(DeadlineExplainer).explain(versions);
    expect(explained.map(({ deadline, counted }) => [deadline.state, deadline.dueOn, counted?.dueOn])).toEqual([
      ['superseded', '2026-11-27', '2026-11-27'],
      ['armed', '2026-11-30', '2026-11-30'],
    ]);
    expect(explained[1]?.counted?.skipped).toContainEqual({ on: DAY.on, reason: DAY.title });
  });

  it('rings by the new date alone', async () => {
    await working('works');
    await proclamations.proclaim(by, DAY, (await previewed()).seal);
    await room.clock.moveTo('2026-11-28T08:00:01Z');
    expect(await room.fireDue()).toBe(1); // the reminder of the new date; the old one is not due any more
    expect(await room.bells()).toEqual(['reminder-2']);
    await room.clock.moveTo('2026-12-01T00:00:01Z');
    await room.fireDue();
    expect(await room.bells()).toEqual(['reminder-2', 'due']);
  });

  it('never touches what is closed, even when it lies in the past', async () => {
    await working('done');
    const of = { kind: 'test-errand', subject: subject('done') };
    await room.dataSource.transaction((manager) => room.get(DeadlineService).meet(manager, of, room.clock.now()));
    const before = await room.rows('SELECT * FROM deadline');
    await room.clock.moveTo('2026-12-18T09:00:00Z');
    const preview = await previewed();
    expect([preview.moves, preview.unmoved]).toEqual([[], 0]);
    expect((await proclamations.proclaim(by, DAY, preview.seal)).ok).toBe(true);
    expect(await room.rows('SELECT * FROM deadline')).toEqual(before);
    expect(told).toEqual([]);
  });

  it('is refused when the effect is no longer the one that was shown, and leaves nothing', async () => {
    await working('one');
    const { seal } = await previewed();
    await working('two');
    expect(await proclamations.proclaim(by, DAY, seal)).toMatchObject({
      refusal: { code: 'deadlines/preview-is-old' },
    });
    expect(await room.get(CalendarService).proclaimed()).toEqual([]);
    expect((await open()).sort()).toEqual(['one 2026-11-27', 'two 2026-11-27']);
  });

  it('is refused twice, on a weekend, and past the last day of the calendar', async () => {
    await proclamations.proclaim(by, DAY, (await previewed()).seal);
    const codes = await Promise.all(
      [DAY.on, '2026-11-28', '2029-01-02', 'tomorrow'].map(async (on) => {
        const found = await proclamations.preview(by, { ...DAY, on });
        return found.ok ? 'taken' : found.refusal.code;
      }),
    );
    expect(codes).toEqual([
      'working-calendar/already-a-day-off',
      'working-calendar/already-a-day-off',
      'working-calendar/past-horizon',
      'working-calendar/unreadable-date',
    ]);
  });

  it('is added once when two operators confirm it at the same time, while deadlines are armed and met', async () => {
    await working('one');
    const { seal } = await previewed();
    const of = { kind: 'test-errand', subject: subject('one') };
    const answers = await Promise.all([
      proclamations.proclaim(by, DAY, seal),
      proclamations.proclaim(by, DAY, seal),
      ...Array.from({ length: 8 }, (_, at) =>
        room.dataSource
          .transaction(async (manager) => {
            await room.get(DeadlineService).meet(manager, of, room.clock.now());
            const calendar = await room.get(CalendarService).current(manager);
            const dueOn = calendar === HOLIDAY_CALENDAR ? '2026-11-27' : '2026-11-30';
            const next = {
              partnershipId,
              agencyId: null,
              clause: 'ISA-32a' as const,
              terms: null,
              at: room.clock.now(),
            };
            const clock = { clock: 'breach-report' as const, startOn: '2026-11-20', dueOn };
            await room
              .get(DeadlineService)
              .arm(manager, { ...next, ...clock, kind: of.kind, subject: subject(`n${at}`) });
          })
          .then(() => 'armed'),
      ),
    ]);
    expect(answers.slice(2)).toEqual(Array(8).fill('armed'));
    const added = await room.get(CalendarService).proclaimed();
    expect(added.length).toBeLessThanOrEqual(1);
    const dates = new Set((await open()).map((one) => one.split(' ')[1]));
    expect([...dates]).toEqual([added.length === 1 ? '2026-11-30' : '2026-11-27']);
  });
});
