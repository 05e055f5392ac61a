// npm run bench -- enforce [--rows 1000000,5000000] [--rounds 5]
// The everyday road without HTTP and queue, with and without the gate, against PostgreSQL's own COPY of the same file read by the server
// itself; interleaved, each pass in a process of its own.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startBroker } from './broker-process.mjs';
import { writeStreetFile } from './street-file.mjs';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000,5000000' }, rounds: { type: 'string', default: '5' } },
});
const COLUMNS = ['crime_id', 'month', 'reported_by', 'falls_within', 'longitude', 'latitude'].concat([
  'location',
  'lsoa_code',
  'lsoa_name',
  'crime_type',
  'outcome',
  'context',
]);
const PASS = path.join(import.meta.dirname, 'enforce-process.mjs');

const middle = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const two = (number) => Math.round(number * 100) / 100;
  return { median: two(sorted[Math.floor(sorted.length / 2)]), min: two(sorted[0]), max: two(sorted.at(-1)) };
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-bench-enforce-'));
chmodSync(folder, 0o755); // the server reads the file under its own account
const broker = await startBroker();
const client = new pg.Client({ connectionString: broker.databaseUrl });
try {
  await client.connect();
  await client.query(`CREATE TABLE bench_raw (${COLUMNS.map((column) => `${column} text`).join(', ')})`);
  for (const rows of values.rows.split(',').map(Number)) {
    const file = path.join(folder, `${rows}.csv`);
    await writeStreetFile(file, rows, 1);
    const seen = { copy: [], gate: [], 'no-gate': [] };
    const peaks = [];
    for (let round = 0; round <= Number(values.rounds); round += 1) {
      await client.query('TRUNCATE bench_raw');
      const beganAt = performance.now();
      await client.query(`COPY bench_raw FROM '${file}' (FORMAT csv, HEADER)`);
      const copyMs = performance.now() - beganAt;
      const passes = ['gate', 'no-gate'].map((mode) => [
        mode,
        JSON.parse(execFileSync(process.execPath, [PASS, file, broker.databaseUrl, mode], { encoding: 'utf8' })),
      ]);
      if (round === 0) continue; // the first round warms the caches
      seen.copy.push(copyMs);
      for (const [mode, { ms, peakMb }] of passes) {
        seen[mode].push(ms);
        peaks.push(peakMb);
      }
    }
    const over = (mode) => middle(seen[mode].map((ms, index) => ms / seen.copy[index]));
    console.log(
      JSON.stringify({
        rows,
        fileMb: Math.round(statSync(file).size / 1e6),
        serverCopyMs: middle(seen.copy),
        enforceOverCopy: over('no-gate'),
        enforceWithGateOverCopy: over('gate'),
        peakMb: Math.max(...peaks),
      }),
    );
    rmSync(file);
  }
} finally {
  await client.end();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
}
