// npm run bench -- append [--rounds 5 --seconds 2 --rate 200 --rateSeconds 15]
// What evidence costs: an act alone (one INSERT in its transaction) beside the same act with its ledger entry, interleaved within one run at
// 8 and 32 clients; then, while they come at an even rate, how long an act takes, alone and with its entry by turns, and how soon entries have
// their place in the tree.
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LEDGER_ENTITIES, LedgerSequencer, LedgerService } from '../dist/libs/ledger/index.js';
import { declareSystemProcess, openDataSource, ScopedDataSource, scopedOptions } from '../dist/libs/platform/index.js';
import { startPostgres } from './chaos/servers.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    rate: { type: 'string', default: '200' },
    rateSeconds: { type: 'string', default: '15' },
  },
});
const ROUNDS = Number(values.rounds);
const ROUND_MS = Number(values.seconds) * 1000;
const RATE = Number(values.rate);
const CLIENTS = [8, 32];

const quantile = (numbers, q) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * q))];
const entry = () => ({
  event: 'SignedIn',
  at: new Date(),
  partnershipId: randomUUID(),
  agencyId: randomUUID(),
  officerId: randomUUID(),
  subject: { kind: 'session', id: randomUUID() },
  facts: { method: 'password' },
});

declareSystemProcess();
const postgres = await startPostgres();
const owner = await openDataSource(postgres.url);
await owner.query(
  'CREATE TABLE deed (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text NOT NULL, at timestamptz NOT NULL)',
);
await owner.destroy();
const options = { ...scopedOptions(postgres.url, LEDGER_ENTITIES), poolSize: Math.max(...CLIENTS) };
const dataSource = await new ScopedDataSource(options).initialize();
const ledger = new LedgerService(dataSource);

const deed = (manager) =>
  manager.query('INSERT INTO deed (what, at) VALUES ($1, now())', ['an act of some length, as acts are']);
const arms = {
  'act alone': () => dataSource.transaction(deed),
  'act with its entry': () =>
    dataSource.transaction(async (manager) => {
      await deed(manager);
      await ledger.append(manager, entry());
    }),
};

/** Acts a second, by so many clients at once. */
async function rateOf(act, clients) {
  const beganAt = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - beganAt < ROUND_MS) {
        await act();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - beganAt) / 1000);
}

/** Milliseconds that each act took, while they came at an even rate. */
async function evenly(act, seconds) {
  const took = [];
  const waiting = [];
  const beganAt = performance.now();
  for (let n = 0; n < RATE * seconds; n += 1) {
    const due = beganAt + (n * 1000) / RATE;
    if (due > performance.now()) await sleep(due - performance.now());
    const from = performance.now();
    waiting.push(act().then(() => took.push(performance.now() - from)));
  }
  await Promise.all(waiting);
  return took;
}

/** Milliseconds that acts took at an even rate, alone and with their entries by turns, and from the writing of each entry to the head that covers it. */
async function sequencingTimes() {
  const sequencer = new LedgerSequencer(ledger);
  while ((await ledger.sequencePending()) > 0);
  const { size } = await ledger.head();
  sequencer.start();
  const took = { 'act alone': [], 'act with its entry': [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, act] of Object.entries(arms))
      took[name].push(...(await evenly(act, Number(values.rateSeconds) / ROUNDS)));
  await sleep(1500);
  await sequencer.stop();
  while ((await ledger.sequencePending()) > 0);
  const rows = await dataSource.query(
    `SELECT extract(epoch FROM h.made_at - e.created_at) * 1000 AS ms
       FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id
       JOIN LATERAL (SELECT made_at FROM ledger_head WHERE size > s.seq ORDER BY size LIMIT 1) h ON true
      WHERE s.seq >= $1`,
    [size],
  );
  return { took, placedMs: rows.map(({ ms }) => Number(ms)) };
}

try {
  for (const clients of CLIENTS) {
    const rates = { 'act alone': [], 'act with its entry': [] };
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [name, act] of Object.entries(arms)) {
        const rate = await rateOf(act, clients);
        if (round > 0) rates[name].push(rate); // the first round warms up
      }
    const [plain, evidenced] = Object.values(rates).map((each) => quantile(each, 0.5));
    const share = quantile(
      rates['act alone'].map((rate, i) => rates['act with its entry'][i] / rate),
      0.5,
    );
    console.log(
      `${clients} clients: ${plain.toFixed(0)} acts/s alone, ${evidenced.toFixed(0)} with their entries: ${(share * 100).toFixed(0)} % (median of ${ROUNDS} pairs; goal 40 %)`,
    );
  }
  const { took, placedMs } = await sequencingTimes();
  for (const [name, ms] of Object.entries(took))
    console.log(
      `at ${RATE}/s: ${name} p50 ${quantile(ms, 0.5).toFixed(1)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms (goal 50 ms)`,
    );
  console.log(
    `in the tree after p50 ${quantile(placedMs, 0.5).toFixed(0)} ms, p99 ${quantile(placedMs, 0.99).toFixed(0)} ms of ${placedMs.length} entries (goal 2,000 ms); load ${os.loadavg()[0].toFixed(1)}`,
  );
} finally {
  await dataSource.destroy();
  await postgres.stop();
}
