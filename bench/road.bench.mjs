// npm run bench -- road [--rows 1000000 --rounds 5]
// The whole road of a file (HTTP upload, spool, queue, worker, gate, cells) against a raw COPY of the same file into the same PostgreSQL,
// interleaved; then the release query over the rows of that file against the same question in SQL over the copied rows.
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { peakMemory, signIn, startBroker } from './broker-process.mjs';
import { writeStreetFile } from './street-file.mjs';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '5' } },
});
const ROWS = Number(values.rows);
const ROUNDS = Number(values.rounds);
const COLUMNS = ['crime_id', 'month', 'reported_by', 'falls_within', 'longitude', 'latitude'].concat([
  'location',
  'lsoa_code',
  'lsoa_name',
  'crime_type',
  'outcome',
  'context',
]);

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const quantile = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const figures = (numbers) => ({
  median: Math.round(quantile(numbers, 0.5) * 100) / 100,
  min: Math.round(Math.min(...numbers) * 100) / 100,
  max: Math.round(Math.max(...numbers) * 100) / 100,
});
async function timed(work) {
  const beganAt = performance.now();
  await work();
  return performance.now() - beganAt;
}

async function copyRaw(client, file) {
  await client.query('TRUNCATE bench_raw');
  return timed(() =>
    pipeline(createReadStream(file), client.query(copyFrom('COPY bench_raw FROM STDIN (FORMAT csv, HEADER)'))),
  );
}

async function road(police, file) {
  let id;
  const ms = await timed(async () => {
    const answer = await police('POST', '/submissions?dataset=POL-2&fileName=bench.csv', createReadStream(file), {
      'content-type': 'text/csv',
    });
    ({ id } = await answer.json());
    for (;;) {
      const { state, refusal } = await (await police('GET', `/submissions/${id}`)).json();
      if (state === 'checked') return;
      if (state === 'refused') throw new Error(refusal.message);
      await sleep(20);
    }
  });
  return { id, ms };
}

async function latencies(ask, requests, clients) {
  const taken = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let n = 0; n < requests / clients; n += 1) taken.push(await timed(ask));
    }),
  );
  return { p50Ms: Math.round(quantile(taken, 0.5) * 10) / 10, p99Ms: Math.round(quantile(taken, 0.99) * 10) / 10 };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-bench-file-'));
const file = path.join(folder, 'month.csv');
await writeStreetFile(file, ROWS, 1);
const broker = await startBroker();
const client = new pg.Client({ connectionString: broker.databaseUrl });
try {
  await client.connect();
  await client.query(`CREATE TABLE bench_raw (${COLUMNS.map((column) => `${column} text`).join(', ')})`);
  const police = await signIn(broker.address, 'police.steward@demo.example');
  const council = await signIn(broker.address, 'council.officer@demo.example');
  const copies = [];
  const roads = [];
  let last = '';
  for (let round = 0; round <= ROUNDS; round += 1) {
    const copyMs = await copyRaw(client, file);
    if (last) await police('POST', `/submissions/${last}/withdrawal`, { reason: 'bench' });
    const { id, ms } = await road(police, file);
    last = id;
    if (round === 0) continue; // the first round warms both up
    copies.push(copyMs);
    roads.push(ms);
  }
  const memory = peakMemory(broker.pid);
  const released = await (
    await police('POST', `/submissions/${last}/release`, { purpose: 'strategic-planning' })
  ).json();
  const question = `/releases/${released.id}/cells?area=Southampton%20010&from=2019-03&to=2019-03&category=burglary`;
  const query = await latencies(async () => (await council('GET', question)).json(), 2000, 8);
  const floor = await latencies(async () => (await fetch(`${broker.address}/health/live`)).json(), 2000, 8);
  const pool = new pg.Pool({ connectionString: broker.databaseUrl, max: 8 });
  const sql = `SELECT month, lsoa_code, crime_type, count(*) FROM bench_raw
                WHERE lsoa_name LIKE 'Southampton 010%' AND month BETWEEN '2019-03' AND '2019-03' AND crime_type = 'Burglary' GROUP BY 1, 2, 3`;
  const overRows = await latencies(() => pool.query(sql), 80, 8);
  await pool.end();
  const result = {
    rows: ROWS,
    fileMb: Math.round(statSync(file).size / 1e6),
    rounds: ROUNDS,
    copyMs: figures(copies),
    roadMs: figures(roads),
    roadOverCopy: figures(roads.map((ms, index) => ms / copies[index])),
    peakMemory: memory,
    releaseQuery: query,
    emptyRequest: floor,
    sameQuestionOverCopiedRows: overRows,
    queryOverRows: Math.round((query.p50Ms / overRows.p50Ms) * 1000) / 1000,
  };
  console.log(JSON.stringify(result, null, 2));
} finally {
  await client.end();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
}
