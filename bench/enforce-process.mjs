// One pass of the everyday road in a process of its own: parse, check, count, suppress, store the cells; with the gate when asked.
// usage: node enforce-process.mjs FILE DATABASE_URL gate|no-gate
import { createReadStream, readFileSync } from 'node:fs';
import pg from 'pg';
import { FEED_MAPPINGS, POL_2 } from '../dist/libs/catalogue/index.js';
import { passGate } from '../dist/libs/depersonalisation/index.js';
import { Intake } from '../dist/libs/exchange/domain/intake.js';

const [, , file, url, mode] = process.argv;
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query('CREATE TEMP TABLE cell (period text, area text, category text, row_count int)');
const beganAt = performance.now();
const intake = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) intake.push(chunk);
const finished = intake.finish();
if (!finished.ok) throw new Error(finished.refusal.message);
const { groups, report } = finished.value;
await client.query('INSERT INTO cell SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[])', [
  groups.map(({ period }) => period),
  groups.map(({ area }) => area),
  groups.map(({ category }) => category),
  groups.map(({ rows }) => rows),
]);
if (mode === 'gate') {
  const stored = await client.query('SELECT period, area, category, row_count AS rows FROM cell');
  const claim = { rows: report.rowsReleasable, groups: report.groups, smallestGroup: report.smallestGroup };
  const gate = passGate(stored.rows, POL_2.policy, claim);
  if (!gate.ok) throw new Error(gate.refusal.message);
}
const ms = performance.now() - beganAt;
await client.end();
const peakMb = Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024);
console.log(JSON.stringify({ ms, peakMb, rows: report.rowsIn, released: report.rowsReleasable }));
