// The real worker of the product with one more kind of deadline, that kills itself at a named point when it is told to.
// CHAOS_SKEW_HOURS moves this process's clock; CHAOS_POINT and CHAOS_LIFE_MS name where, and after how long, it dies.
import 'reflect-metadata';

const { CHAOS_SKEW_HOURS = '0', CHAOS_POINT = '', CHAOS_LIFE_MS = '0', DATABASE_URL, REDIS_URL } = process.env;

const skewMs = Number(CHAOS_SKEW_HOURS) * 3_600_000;
if (skewMs !== 0) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length > 0) super(...given);
      else super(Real.now() + skewMs);
    }
    static now() {
      return Real.now() + skewMs;
    }
  };
}

const { NestFactory } = await import('@nestjs/core');
const { Worker } = await import('bullmq');
const { DataSource } = await import('typeorm');
const { WorkerModule } = await import('../../dist/apps/worker/worker.module.js');
const { DeadlineKinds } = await import('../../dist/libs/deadlines/index.js');
const { declareSystemProcess, queueConnection } = await import('../../dist/libs/platform/index.js');
declareSystemProcess(); // as the worker's own entrance does

let mayDie = false;
/** Dies here and now, without a word, when this is the point it was given. */
const pass = (point) => {
  if (mayDie && point === CHAOS_POINT) process.kill(process.pid, 'SIGKILL');
};

/** The points at which firing can be cut: by the statement that comes next, or has just been carried out. */
const BEFORE = [
  [/^(BEGIN|START TRANSACTION)/, 'before-begin'],
  [/^COMMIT/, 'before-commit'],
];
const AFTER = [
  [/^UPDATE deadline_alarm/, 'after-claim'],
  [/^SELECT[^]*FROM "deadline" /, 'after-read'],
  [/INSERT INTO ledger_entry/, 'after-ledger'],
  [/^COMMIT/, 'after-commit'],
];

const app = await NestFactory.createApplicationContext(WorkerModule, { logger: false, abortOnError: false });
const dataSource = app.get(DataSource);
const runner = Object.getPrototypeOf(dataSource.createQueryRunner());
const { query } = runner;
runner.query = async function (text, ...rest) {
  for (const [pattern, point] of BEFORE) if (pattern.test(text)) pass(point);
  const answer = await query.call(this, text, ...rest);
  for (const [pattern, point] of AFTER) if (pattern.test(text.trim())) pass(point);
  return answer;
};

app.get(DeadlineKinds).register({
  kind: 'chaos',
  alarms: [{ name: 'due', offsetDays: 0 }],
  async ring(manager, deadline, alarm) {
    for (const recipient of ['one', 'two']) {
      await manager.query(
        'INSERT INTO chaos_notice (deadline_id, alarm, recipient, rung_at) VALUES ($1, $2, $3, clock_timestamp())',
        [deadline.id, alarm, recipient],
      );
      pass('within-ring');
    }
  },
});

// Beside it, what deadlines would be without rows: a delayed job of the queue, and nothing else.
const plain = new Worker(
  'plain',
  async ({ data }) => {
    await dataSource.query('INSERT INTO plain_notice (number, rung_at) VALUES ($1, clock_timestamp())', [data.number]);
  },
  { connection: queueConnection(DATABASE_URL, REDIS_URL ?? null), concurrency: 4 },
);
plain.on('error', () => undefined);

process.on('uncaughtException', () => undefined); // a server that is away; the product's launcher would start another worker
process.on('disconnect', () => process.exit());
process.send('ready');
if (CHAOS_POINT) setTimeout(() => (mayDie = true), Number(CHAOS_LIFE_MS));
