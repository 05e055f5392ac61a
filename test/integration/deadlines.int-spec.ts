import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeadlineFiring, DeadlineQueries, DeadlineService, type NewDeadline } from '@broker/deadlines';
import type { DataSource } from 'typeorm';
import { ErrandRoom } from '../support/errand-room.js';

const room = new ErrandRoom();
const { clock, partnershipId } = room;
const arm = (over?: Partial<NewDeadline>) => room.arm(over);
const rows = <T>(sql: string) => room.rows<T>(sql);
const bells = () => room.bells();
let dataSource: DataSource;
let deadlines: DeadlineService;
let firing: DeadlineFiring;

beforeAll(async () => {
  await room.open();
  dataSource = room.dataSource;
  deadlines = room.get(DeadlineService);
  firing = room.get(DeadlineFiring);
});
afterAll(() => room.close());
beforeEach(() => room.clear());

const of = (id = 'errand-1') => ({ kind: 'test-errand', subject: { kind: 'errand', id } });
const states = async () =>
  (await rows<{ state: string }>('SELECT state FROM deadline ORDER BY version')).map(({ state }) => state);

describe('a deadline', () => {
  it('is armed with its alarms at eight in the morning, and at the end of its day', async () => {
    await arm();
    const found = await rows<{ name: string; rings_at: Date }>(
      'SELECT name, rings_at FROM deadline_alarm ORDER BY rings_at',
    );
    expect(found.map(({ name, rings_at }) => `${name} ${rings_at.toISOString()}`)).toEqual([
      'reminder-2 2026-11-23T08:00:00.000Z',
      'due 2026-11-26T00:00:00.000Z',
      'late-1 2026-11-26T08:00:00.000Z',
      'late-3 2026-11-28T08:00:00.000Z',
    ]);
  });

  it('is the only open one of its kind for its subject', async () => {
    await arm();
    await expect(arm()).rejects.toThrow('deadline_one_open_idx');
    await dataSource.transaction((manager) => deadlines.cancel(manager, of(), clock.now()));
    await arm();
    expect(await states()).toEqual(['cancelled', 'armed']);
  });

  it('is refused when its clock gives another date, or no room declares it', async () => {
    await expect(arm({ dueOn: '2026-11-26' })).rejects.toThrow('gives 2026-11-25');
    await expect(arm({ kind: 'unheard-of' })).rejects.toThrow('No room declares');
    expect(await states()).toEqual([]);
  });

  it('goes with the transaction that started its clock', async () => {
    const entries = () => rows('SELECT FROM ledger_entry');
    const before = await entries();
    const failingAct = dataSource.transaction(async (manager) => {
      const errand = { partnershipId, agencyId: null, clause: 'ISA-32b' as const, clock: null, terms: null, ...of() };
      await deadlines.arm(manager, { ...errand, startOn: '2026-11-20', dueOn: '2026-11-25', at: clock.now() });
      throw new Error('the act failed');
    });
    await expect(failingAct).rejects.toThrow('the act failed');
    expect(await states()).toEqual([]);
    expect(await entries()).toHaveLength(before.length);
  });

  it('is met by what is done before its day ends in London, and late afterwards, for good', async () => {
    await arm();
    await dataSource.transaction((manager) => deadlines.meet(manager, of(), new Date('2026-11-25T23:59:59Z')));
    await arm({ subject: { kind: 'errand', id: 'errand-2' } });
    await dataSource.transaction((manager) =>
      deadlines.meet(manager, of('errand-2'), new Date('2026-11-26T00:00:00Z')),
    );
    await dataSource.transaction((manager) =>
      deadlines.meet(manager, of('errand-2'), new Date('2026-11-21T00:00:00Z')),
    );
    const found = await rows<{ state: string }>('SELECT state FROM deadline ORDER BY subject_id');
    expect(found.map(({ state }) => state)).toEqual(['met', 'late']);
    await clock.moveTo('2026-12-24T00:00:00Z');
    expect(await firing.fireDue()).toBe(0);
  });

  it('armed after its day has passed says so once, at once', async () => {
    await clock.moveTo('2026-12-20T09:00:00Z');
    await arm();
    await firing.fireDue();
    expect(await bells()).toEqual(['late-3']);
  });

  it('is listed for its agency and for everybody, the one due first on top', async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    const at = (id: string, agencyId: string | null, dueOn: string) =>
      arm({ agencyId, dueOn, clock: null, subject: { kind: 'errand', id } });
    await at('c', mine, '2026-12-03');
    await at('b', null, '2026-12-02');
    await at('a', other, '2026-12-01');
    const listed = async (agencyId: string | null) =>
      (await room.get(DeadlineQueries).openFor({ partnershipId, agencyId })).map(
        ({ subject, dueOn }) => subject.id + dueOn,
      );
    expect(await listed(mine)).toEqual(['b2026-12-02', 'c2026-12-03']);
    expect(await listed(null)).toEqual(['a2026-12-01', 'b2026-12-02', 'c2026-12-03']);
    expect(await room.get(DeadlineQueries).openFor({ partnershipId: randomUUID(), agencyId: null })).toEqual([]);
  });
});

describe('ringing', () => {
  it('waits for the moment by the clock of the database', async () => {
    await arm();
    expect(await firing.fireDue()).toBe(0);
    await clock.moveTo('2026-11-23T07:59:50Z');
    expect(await firing.fireDue()).toBe(0);
    await clock.moveTo('2026-11-23T08:00:00Z');
    expect(await firing.fireDue()).toBe(1);
    expect(await bells()).toEqual(['reminder-2']);
  });

  it('never rings early for a process whose own clock is 25 hours fast or slow', async () => {
    await arm();
    for (const hours of [25, -25]) {
      clock.advance({ hours });
      expect(await firing.fireDue()).toBe(0);
    }
    await clock.moveTo('2026-11-23T08:00:01Z');
    clock.advance({ hours: -25 });
    expect(await firing.fireDue()).toBe(1);
  });

  it('rings once, whoever asks how often at once', async () => {
    await arm();
    await clock.moveTo('2026-11-23T08:00:01Z');
    const [alarm] = await rows<{ id: string }>(`SELECT id FROM deadline_alarm WHERE name = 'reminder-2'`);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => (at % 5 ? firing.fire(alarm!.id) : firing.fireDue())),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await bells()).toEqual(['reminder-2']);
  });

  it('leaves an alarm that fails for later, undone, and goes on with the others', async () => {
    room.failing.add('errand-1');
    await arm();
    await arm({ subject: { kind: 'errand', id: 'errand-2' } });
    await clock.moveTo('2026-11-23T08:00:01Z');
    expect(await firing.fireDue()).toBe(1);
    expect(await rows('SELECT subject_id FROM rung_bell')).toEqual([{ subject_id: 'errand-2' }]);
    room.failing.clear();
    expect(await firing.fireDue()).toBe(1);
  });

  it('stops when the clock of the database has been put back', async () => {
    await arm();
    await clock.moveTo('2026-11-23T08:00:01Z');
    await dataSource.query(`UPDATE clock_watch SET seen_at = clock_timestamp() + interval '6 minutes'`);
    expect(await firing.fireDue()).toBe(0);
    await dataSource.query(`UPDATE clock_watch SET seen_at = clock_timestamp()`);
    expect(await firing.fireDue()).toBe(1);
  });

  it('leaves an entry in the ledger for each alarm', async () => {
    await arm();
    await clock.moveTo('2026-12-01T00:00:00Z');
    await firing.fireDue();
    const entries = await rows<{ leaf: Buffer }>(
      `SELECT leaf FROM ledger_entry WHERE event = 'DeadlineAlarmRang' AND subject_id = 'errand-1' ORDER BY id DESC LIMIT 4`,
    );
    const alarms = entries.map(({ leaf }) => (JSON.parse(leaf.toString()) as { facts: { alarm: string } }).facts.alarm);
    expect(alarms.sort()).toEqual(['due', 'late-1', 'late-3', 'reminder-2']);
  });
});
