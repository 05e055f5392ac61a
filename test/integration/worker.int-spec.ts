import { afterEach, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExchangeQueries, SubmissionService } from '@broker/exchange';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from '../support/application.js';
import { arriving, as, entriesOf } from '../support/people.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';
import { streetMonth } from '../support/street-month.js';

const WORKER = path.resolve(__dirname, '../../dist/apps/worker/main.js');

let started: TestApplication | undefined;
let redis: TestRedis | null = null;
const workers: ChildProcess[] = [];

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await started?.close();
  await redis?.stop();
  redis = null;
  delete process.env['REDIS_URL'];
});

const startWorker = (): ChildProcess => {
  const worker = fork(WORKER, { env: { ...process.env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  workers.push(worker);
  return worker;
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('waited for two minutes in vain');
}

/** Kills one worker in the middle of a large file and starts another; answers with what came of the file. */
async function killInTheMiddle(): Promise<{ state?: string; attempts: number; rows?: number; checkedEntries: number }> {
  started = await startModule(DemonstrationModule);
  const { app } = started;
  await loadDemonstration(app);
  const before = await entriesOf(app, 'SubmissionChecked');
  const police = await as(app, 'police.steward');
  const part = streetMonth([
    { month: '2019-03', rows: 60_000 },
    { month: '2019-03', area: '2A', rows: 60_000 },
  ]);
  const again = part.slice(part.indexOf('\n') + 1);
  const body = arriving(part, ...Array.from({ length: 9 }, () => again));
  const received = await app
    .get(SubmissionService)
    .receive(police, { datasetId: 'POL-2', fileName: 'large.csv', body });
  if (!received.ok) throw new Error(received.refusal.message);
  const view = () => app.get(ExchangeQueries).submission(police.partnershipId, police.agencyId, received.value.id);
  const first = startWorker();
  await until(async () => ((await view())?.rowsRead ?? 0) > 0 && (await view())?.state === 'checking');
  first.kill('SIGKILL');
  expect((await view())?.state).toBe('checking');
  startWorker();
  await until(async () => (await view())?.state === 'checked');
  const [row] = await app
    .get(DataSource)
    .query<[{ attempts: number }]>('SELECT attempts FROM submission WHERE id = $1', [received.value.id]);
  await sleep(300);
  return {
    state: (await view())?.state,
    attempts: row.attempts,
    rows: (await view())?.report?.rowsReleasable,
    checkedEntries: (await entriesOf(app, 'SubmissionChecked')) - before,
  };
}

const once = { state: 'checked', attempts: 2, rows: 1_200_000, checkedEntries: 1 };

describe('a worker killed in the middle of a file', () => {
  if (!existsSync(WORKER)) throw new Error('The worker is not built; run `npm test`, which builds it.');

  it('leaves the file to the next worker, which finishes it once (queue on PostgreSQL)', async () => {
    expect(await killInTheMiddle()).toEqual(once);
  });

  it('leaves the file to the next worker, which finishes it once (queue on Redis)', async () => {
    redis = await startTestRedis();
    if (!redis) return;
    process.env['REDIS_URL'] = redis.url;
    expect(await killInTheMiddle()).toEqual(once);
  });
});
