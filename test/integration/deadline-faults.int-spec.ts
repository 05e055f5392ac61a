import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ClockTrust, ClockWatch, DeadlineFiring, DeadlineService } from '@broker/deadlines';
import { LedgerService } from '@broker/ledger';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { ErrandRoom } from '../support/errand-room.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';

const room = new ErrandRoom();
const DUE = '2026-11-23T08:00:00.500Z';

type Query = (this: unknown, ...parameters: unknown[]) => Promise<unknown>;

/** Throws at the nth statement from now on, before it is sent or after it was carried out. */
function breakAt(nth: number, moment: 'before' | 'after'): () => number {
  const runner = Object.getPrototypeOf(room.dataSource.createQueryRunner()) as { query: Query };
  const original = runner.query;
  let seen = 0;
  jest.spyOn(runner, 'query').mockImplementation(async function (this: unknown, ...parameters) {
    seen += 1;
    const isIt = seen === nth;
    if (isIt && moment === 'before') throw new Error('killed before');
    const answer = await original.apply(this, parameters);
    if (isIt) throw new Error('killed after');
    return answer;
  });
  return () => seen;
}
afterEach(() => {
  jest.restoreAllMocks();
});

const found = async () => {
  const [row] = await room.rows<{ state: string; bells: number; entries: number }>(
    `SELECT (SELECT string_agg(state, ',') FROM deadline_alarm WHERE name = 'reminder-2') AS state,
            (SELECT count(*)::int FROM rung_bell) AS bells,
            (SELECT count(*)::int FROM ledger_entry WHERE event = 'DeadlineAlarmRang') AS entries`,
  );
  return row!;
};

describe('firing that is killed at any of its statements', () => {
  beforeAll(() => room.open());
  afterAll(() => room.close());
  beforeEach(() => room.clear());

  it.each(['before', 'after'] as const)(
    'leaves nothing half done, and rings once in the end (%s it)',
    async (moment) => {
      for (let nth = 1; ; nth += 1) {
        await room.clear();
        await room.arm();
        await room.clock.moveTo(DUE);
        const before = await found();
        const [alarm] = await room.rows<{ id: string }>(`SELECT id FROM deadline_alarm WHERE name = 'reminder-2'`);
        const seen = breakAt(nth, moment);
        const ended = await room
          .get(DeadlineFiring)
          .fire(alarm!.id)
          .then(
            () => 'rang',
            () => 'killed',
          );
        jest.restoreAllMocks();
        const after = await found();
        const whole = { state: 'rung', bells: 1, entries: before.entries + 1 };
        expect([before, whole]).toContainEqual(after);
        expect(await room.fireDue()).toBe(after.state === 'rung' ? 0 : 1);
        expect(await found()).toEqual(whole);
        if (ended === 'rang' && seen() < nth) break;
        expect(nth).toBeLessThan(20);
      }
    },
  );

  it('does the same to arming: a deadline with all its alarms, or none', async () => {
    for (let nth = 1; ; nth += 1) {
      await room.clear();
      const seen = breakAt(nth, 'before');
      await room.arm().catch(() => undefined);
      jest.restoreAllMocks();
      const [row] = await room.rows<{ deadlines: number; alarms: number }>(
        `SELECT (SELECT count(*)::int FROM deadline) AS deadlines, (SELECT count(*)::int FROM deadline_alarm) AS alarms`,
      );
      expect([
        { deadlines: 0, alarms: 0 },
        { deadlines: 1, alarms: 4 },
      ]).toContainEqual(row);
      if (seen() < nth) break;
      expect(nth).toBeLessThan(20);
    }
  });

  it('lets a deadline that is met at the same moment ring or fall silent, never both', async () => {
    for (let round = 0; round < 10; round += 1) {
      await room.clear();
      await room.arm();
      await room.clock.moveTo(DUE);
      const of = { kind: 'test-errand', subject: { kind: 'errand', id: 'errand-1' } };
      await Promise.all([
        room.fireDue(),
        room.dataSource.transaction((manager) => room.get(DeadlineService).meet(manager, of, room.clock.now())),
      ]);
      const { state, bells } = await found();
      expect([state, bells]).toEqual(state === 'rung' ? ['rung', 1] : ['cancelled', 0]);
    }
  });
});

describe.each(['PostgreSQL', 'Redis'])('a worker whose queue is on %s', (kind) => {
  const working = new ErrandRoom();
  let redis: TestRedis | null = null;

  beforeAll(async () => {
    if (kind === 'Redis') redis = await startTestRedis();
    if (redis) process.env['REDIS_URL'] = redis.url;
    await working.open(WorkerModule);
  });
  afterAll(async () => {
    await working.close();
    delete process.env['REDIS_URL'];
    await redis?.stop();
  });
  const trust = () => new ClockTrust(working.dataSource, new LedgerService(working.dataSource)).trust();
  const untilRung = async (count: number): Promise<string[]> => {
    for (let tries = 0; tries < 1_200; tries += 1) {
      const bells = await working.bells();
      if (bells.length >= count) return bells;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('waited for a minute in vain');
  };

  it('rings what falls due, and loses nothing when the queue forgets everything', async () => {
    if (kind === 'Redis' && !redis) return;
    await working.arm();
    await working.clock.moveTo('2026-11-23T07:59:53Z');
    await redis?.flushAll();
    await untilRung(1);
    await working.clock.moveTo('2026-12-20T00:00:00Z');
    await redis?.flushAll();
    expect((await untilRung(4)).sort()).toEqual(['due', 'late-1', 'late-3', 'reminder-2']);
    const early = await working.rows(
      `SELECT FROM rung_bell b JOIN deadline_alarm a ON a.name = b.alarm WHERE b.rung_at < a.rings_at`,
    );
    expect(early).toEqual([]);
  });

  it('trusts its clock as long as it goes on as time does', async () => {
    let steadyMs = 0;
    const watch = new ClockWatch(working.dataSource, () => steadyMs);
    expect(await watch.look()).toBe(true);
    steadyMs -= 6 * 60_000; // as if the database had gone six minutes ahead
    expect(await watch.look()).toBe(false);
    steadyMs += 6 * 60_000;
    expect(await watch.look()).toBe(true);
    await working.dataSource.query(`UPDATE clock_watch SET seen_at = clock_timestamp() + interval '1 hour'`);
    expect(await watch.look()).toBe(false);
    await trust();
    expect(await watch.look()).toBe(true);
  });

  it('begins anew when an operator says that the clock is right, and leaves an entry of it', async () => {
    let steadyMs = 0;
    const watch = new ClockWatch(working.dataSource, () => steadyMs);
    expect(await watch.look()).toBe(true);
    steadyMs -= 60 * 60_000; // as if this computer had slept for an hour
    expect(await watch.look()).toBe(false);
    await trust();
    expect(await watch.look()).toBe(true);
    expect(await watch.look()).toBe(true);
    steadyMs -= 60 * 60_000; // it sleeps again: what was vouched for once does not vouch for this
    expect(await watch.look()).toBe(false);
    const entries = `SELECT event FROM ledger_entry WHERE event = 'ClockTrusted'`;
    expect((await working.rows(entries)).length).toBeGreaterThanOrEqual(1);
  });
});
