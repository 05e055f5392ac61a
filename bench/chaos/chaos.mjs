// npm run chaos [-- --queue postgresql] [--kills 200] [--seconds 360] [--calm]
// Eight real workers ring 4,000 deadlines with two notices each, while workers are killed, Redis is emptied, PostgreSQL is
// stopped at once, and four workers' clocks are 25 hours off. Exit code 0 when nothing was lost, early or doubled, and the run counts.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Queue } from 'bullmq';
import { queueConnection } from '../../dist/libs/platform/index.js';
import { ask, startPostgres, startRedis } from './servers.mjs';

const POINTS = [
  'before-begin',
  'after-claim',
  'after-read',
  'within-ring',
  'after-ledger',
  'before-commit',
  'after-commit',
];
const SKEW_HOURS = [0, 0, 0, 0, 25, 25, -25, -25];
const { values: options } = parseArgs({
  options: {
    queue: { type: 'string', default: 'redis' },
    kills: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '360' },
    deadlines: { type: 'string', default: '4000' },
    calm: { type: 'boolean', default: false },
  },
});
const onRedis = options.queue === 'redis';
const count = { kills: 0, atPoint: {}, random: 0, ownEnds: 0, flushes: 0, crashes: 0 };
const spool = mkdtempSync(path.join(os.tmpdir(), 'broker-chaos-spool-'));
const database = await startPostgres();
const redis = onRedis ? await startRedis() : null;
const children = new Set();
const drill = { isChaos: false, isOver: false, isEnough: false };
process.once('SIGUSR2', () => (drill.isEnough = true)); // ends the faults and tells what came of it

const between = (from, to) => from + Math.random() * (to - from);

await ask(
  database.url,
  `CREATE TABLE chaos_notice (deadline_id uuid, alarm text, recipient text, rung_at timestamptz);
   CREATE TABLE plain_notice (number int, rung_at timestamptz);
   CREATE TABLE plain_due (number int PRIMARY KEY, rings_at timestamptz)`,
);

/** Keeps one worker running for as long as the drill lasts; in the chaos each dies of a point or at random. */
async function keepWorker(number) {
  while (!drill.isOver) {
    const dies = drill.isChaos && (Math.random() < 0.6 ? POINTS[Math.floor(Math.random() * POINTS.length)] : 'random');
    // Longer than a boot of Node takes to get going: a worker that is killed before it works proves nothing.
    const lifeMs = between(4_000, 10_000);
    const child = fork(path.join(import.meta.dirname, 'worker.mjs'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        ...(redis && { REDIS_URL: redis.url }),
        SPOOL_DIR: spool,
        BROKER_SECRET: 'c'.repeat(43),
        CHAOS_SKEW_HOURS: String(options.calm ? 0 : SKEW_HOURS[number]),
        CHAOS_POINT: POINTS.includes(dies) ? dies : '',
        CHAOS_LIFE_MS: String(Math.round(lifeMs)),
      },
    });
    children.add(child);
    let shotAtRandom = false;
    // A worker that is to die does so only after it has worked: boots are not what is tried here.
    child.once('message', () => {
      if (!dies) return;
      setTimeout(
        () => {
          shotAtRandom = child.signalCode === null && child.exitCode === null;
          child.kill('SIGKILL');
        },
        dies === 'random' ? lifeMs : lifeMs + 4_000,
      );
    });
    const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
    children.delete(child);
    if (drill.isOver) return;
    if (signal !== 'SIGKILL') count.ownEnds += 1;
    else {
      count.kills += 1;
      if (shotAtRandom) count.random += 1;
      else count.atPoint[dies] = (count.atPoint[dies] ?? 0) + 1;
    }
  }
}

/** Arms deadlines that fall due evenly from `from` to `to` seconds from now, rows exactly as DeadlineService makes them. */
const arm = (deadlines, from, to) =>
  ask(
    database.url,
    `WITH armed AS (
       INSERT INTO deadline (kind, subject_kind, subject_id, clause, start_on, due_on, due_at, version, state, armed_at)
       SELECT 'chaos', 'drill', gen_random_uuid()::text, 'ISA-32a', current_date, current_date,
              clock_timestamp() + make_interval(secs => $2 + ($3::float - $2) * n / $1), 1, 'armed', clock_timestamp()
         FROM generate_series(1, $1::int) n RETURNING id, due_at)
     INSERT INTO deadline_alarm (deadline_id, name, rings_at, state) SELECT id, 'due', due_at, 'armed' FROM armed`,
    [deadlines, from, to],
  );

/** The same deadlines as delayed jobs of the queue alone. */
async function armPlain(jobs, from, to) {
  const queue = new Queue('plain', { connection: queueConnection(database.url, redis?.url ?? null) });
  queue.on('error', () => undefined);
  const due = Array.from({ length: jobs }, (_, at) => Date.now() + 1000 * (from + ((to - from) * at) / jobs));
  await ask(
    database.url,
    'INSERT INTO plain_due SELECT ordinality, to_timestamp(ms / 1000) FROM unnest($1::float8[]) WITH ORDINALITY u(ms, ordinality)',
    [due],
  );
  for (let at = 0; at < due.length; at += 500) {
    const part = due.slice(at, at + 500);
    await queue.addBulk(
      part.map((ms, index) => ({
        name: 'ring',
        data: { number: at + index + 1 },
        opts: { delay: Math.max(1, Math.round(ms - Date.now())), removeOnComplete: true, attempts: 20 },
      })),
    );
  }
  await queue.close();
}

const LATENESS = `SELECT extract(epoch FROM min(n.rung_at) - a.rings_at)::float AS late, min(n.rung_at) AS first, count(*)::int AS rows, a.id
                    FROM deadline_alarm a LEFT JOIN chaos_notice n ON n.deadline_id = a.deadline_id GROUP BY a.id`;

/** What came of the deadlines: `since` marks the end of the faults. */
async function verdict(chaosEnd) {
  const [row] = await ask(
    database.url,
    `WITH each AS (${LATENESS})
     SELECT count(*)::int AS deadlines, count(*) FILTER (WHERE first IS NULL)::int AS lost, count(*) FILTER (WHERE late < 0)::int AS early,
            (SELECT count(*)::int FROM chaos_notice) AS notices, count(*) FILTER (WHERE first IS NOT NULL AND rows <> 2)::int AS uneven,
            (SELECT count(*)::int FROM ledger_entry WHERE event = 'DeadlineAlarmRang') AS entries,
            count(*) FILTER (WHERE first <= $1)::int AS during,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY late) AS p50, percentile_cont(0.99) WITHIN GROUP (ORDER BY late) AS p99, max(late) AS max
       FROM each`,
    [chaosEnd],
  );
  return row;
}

const plainVerdict = async () => {
  const [row] = await ask(
    database.url,
    `SELECT count(*)::int AS jobs, count(*) FILTER (WHERE first IS NULL)::int AS lost,
            count(*) FILTER (WHERE first < rings_at)::int AS early, count(*) FILTER (WHERE rows > 1)::int AS doubled
       FROM (SELECT d.rings_at, min(n.rung_at) AS first, count(n.*) AS rows
               FROM plain_due d LEFT JOIN plain_notice n USING (number) GROUP BY d.number) AS each`,
  );
  return row;
};

const left = async () => {
  const [row] = await ask(database.url, `SELECT count(*)::int AS left FROM deadline_alarm WHERE state = 'armed'`);
  return row.left;
};

async function untilRung(limitSeconds) {
  const from = performance.now();
  while ((await left()) > 0 && performance.now() - from < limitSeconds * 1000) await sleep(250);
  return (performance.now() - from) / 1000;
}

const round = ({ p50, p99, max, ...rest }) => ({
  ...rest,
  lateSeconds: { p50: Number(p50?.toFixed(3)), p99: Number(p99?.toFixed(3)), max: Number(max?.toFixed(3)) },
});

async function chaos() {
  const seconds = Number(options.seconds);
  drill.isChaos = true;
  const workers = SKEW_HOURS.map((_, number) => keepWorker(number));
  await armPlain(2_000, 20, seconds);
  await arm(Number(options.deadlines), 20, seconds);
  const from = performance.now();
  // Servers are hurt every half minute at most: workers must come to work in between, or nothing at all is tried.
  const hurtEverySeconds = Math.max(30, (seconds - 40) / 10);
  const hurts = Math.min(10, Math.floor((seconds - 25) / hurtEverySeconds));
  const flushes = redis ? hurts : 0;
  let nextHurt = 25;
  // The faults go on until all have fallen due and most have rung, however soon the kills are enough: what rings in peace proves nothing.
  const isEnough = (elapsed, waiting) =>
    elapsed > seconds &&
    waiting < Number(options.deadlines) / 3 &&
    count.kills >= Number(options.kills) &&
    count.crashes >= hurts &&
    count.flushes >= flushes;
  for (;;) {
    await sleep(500);
    const elapsed = (performance.now() - from) / 1000;
    if (drill.isEnough || (elapsed > seconds && isEnough(elapsed, await left())) || elapsed > 3 * seconds) break;
    if (elapsed < nextHurt) continue;
    nextHurt += hurtEverySeconds;
    if (redis) {
      await redis.flush();
      count.flushes += 1;
    }
    await sleep(3_000);
    await database.crash();
    count.crashes += 1;
    console.error(`${Math.round(elapsed)} s: ${JSON.stringify(count)}, ${await left()} to ring`);
  }
  const [{ now }] = await ask(database.url, 'SELECT clock_timestamp() AS now');
  drill.isChaos = false;
  await sleep(12_000); // the last that were to die
  await untilRung(180);
  await sleep(6_000); // whoever would ring twice may do it now
  const found = {
    queue: options.queue,
    faults: count,
    durable: round(await verdict(now)),
    plain: await plainVerdict(),
  };
  drill.isOver = true;
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(workers);
  const { durable, plain } = found;
  const isRight =
    durable.lost + durable.early + durable.uneven === 0 &&
    durable.notices === 2 * durable.deadlines &&
    durable.entries === durable.deadlines;
  const counts = durable.during >= durable.deadlines / 2 && plain.lost + plain.early > 0;
  return {
    ...found,
    verdict: isRight ? 'nothing lost, early or doubled' : 'FAILED',
    runCounts: counts,
    ok: isRight && counts,
  };
}

async function calm() {
  const empty = () => ask(database.url, 'TRUNCATE deadline CASCADE; TRUNCATE chaos_notice');
  const workers = SKEW_HOURS.map((_, number) => keepWorker(number));
  await sleep(8_000);
  const measured = {};
  await arm(3_000, 15, 45);
  await untilRung(120);
  measured.noFaults = round(await verdict(new Date()));
  if (redis) {
    await empty();
    await arm(3_000, 15, 45);
    await sleep(30_000);
    await redis.flush();
    await untilRung(120);
    measured.afterFlush = round(await verdict(new Date()));
  }
  drill.isOver = true;
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(workers);
  await empty();
  await arm(10_000, -60, -1);
  drill.isOver = false;
  const again = SKEW_HOURS.map((_, number) => keepWorker(number));
  measured.drainOf10000OverdueSeconds = Math.round((await untilRung(180)) * 10) / 10;
  drill.isOver = true;
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(again);
  return { queue: options.queue, ...measured, ok: true };
}

const { ok, ...result } = options.calm ? await calm() : await chaos();
console.log(JSON.stringify(result, null, 2));
await database.stop();
redis?.stop();
rmSync(spool, { recursive: true, force: true });
process.exit(ok ? 0 : 1);
