// npm run bench -- sequencer-chaos [--kills 200 --crashes 20 --sequencers 4]
// Entries are written without a pause while the processes that give them their place are killed, checkpoints are signed, (SIGKILL, within
// half a second of having placed something) and PostgreSQL is restarted without a shutdown. Then every entry whose act was confirmed has to be in the
// tree, without a gap, and every checkpoint has to continue the one before.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  CheckpointService,
  consistencyProof,
  LEDGER_ENTITIES,
  LedgerService,
  openCheckpoint,
  rootOf,
  verifyConsistency,
  LogKeyService,
} from '../dist/libs/ledger/index.js';
import { declareSystemProcess, ScopedDataSource, scopedOptions } from '../dist/libs/platform/index.js';
import { ask, startPostgres } from './chaos/servers.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    crashes: { type: 'string', default: '20' },
    sequencers: { type: 'string', default: '4' },
    batch: { type: 'string', default: '20' },
  },
});
const KILLS = Number(values.kills);
const CRASHES = Number(values.crashes);
const PROGRAM = path.join(import.meta.dirname, 'chaos/sequencer.mjs');
const SECRET = randomUUID() + randomUUID();

declareSystemProcess();
const postgres = await startPostgres();
const options = { ...scopedOptions(postgres.url, LEDGER_ENTITIES), poolSize: 4 };
const dataSource = await new ScopedDataSource(options).initialize();
const ledger = new LedgerService(dataSource);
const entry = () => ({
  event: 'SignedOut',
  at: new Date(),
  partnershipId: null,
  agencyId: null,
  officerId: null,
  subject: null,
  facts: {},
});

const clock = { now: () => new Date() };
const settings = { tokenSecret: SECRET, logKeyFile: null, publicUrl: 'http://drill.example' };
const keys = new LogKeyService(dataSource, ledger, clock, settings);
const signing = new CheckpointService(dataSource, keys, clock);

const drill = { isOver: false, kills: 0, crashes: 0 };
const confirmed = [];
let doubtful = 0;
async function write() {
  while (!drill.isOver) {
    try {
      const receipts = await dataSource.transaction(async (manager) => {
        const given = [];
        for (let i = 0; i < Number(values.batch); i += 1) given.push(await ledger.append(manager, entry()));
        return given;
      });
      confirmed.push(...receipts.map(({ eventId }) => eventId));
      await sleep(20);
    } catch {
      doubtful += 1; // the connection broke: the act may stand or not
      await sleep(50);
    }
  }
}

async function sign() {
  while (!drill.isOver) {
    await signing.signNewest().catch(() => undefined); // the server is away
    await sleep(500);
  }
}

const running = new Set();
function begin() {
  if (drill.isOver) return;
  const child = fork(PROGRAM, [postgres.url], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  running.add(child);
  child.once('message', () =>
    setTimeout(() => {
      if (drill.isOver) return;
      child.kill('SIGKILL');
      drill.kills += 1;
    }, Math.random() * 500),
  );
  child.once('exit', () => {
    running.delete(child);
    begin();
  });
}

const beganAt = performance.now();
const writers = Promise.all([write(), write(), sign()]);
for (let i = 0; i < Number(values.sequencers); i += 1) begin();
while (drill.kills < KILLS || drill.crashes < CRASHES) {
  await sleep(100);
  if (drill.crashes < CRASHES && drill.kills >= ((drill.crashes + 1) * KILLS) / (CRASHES + 1)) {
    await postgres.crash();
    drill.crashes += 1;
  }
}
drill.isOver = true;
await writers;
for (const child of running) child.kill('SIGKILL');
const tookS = (performance.now() - beganAt) / 1000;
const [{ placed: during }] = await ask(postgres.url, 'SELECT count(*) AS placed FROM ledger_sequence');
while ((await ledger.sequencePending()) > 0);

const [found] = await ask(
  postgres.url,
  'SELECT (SELECT count(*) FROM ledger_entry) AS written, count(*) AS placed, max(seq) AS last FROM ledger_sequence',
);
const { written, placed, last } = found;
const known = new Set((await ask(postgres.url, 'SELECT event_id FROM ledger_entry')).map(({ event_id }) => event_id));
const lost = confirmed.filter((id) => !known.has(id)).length;
const verdict = await ledger.verifyWholeLog();
const leaves = (
  await ask(
    postgres.url,
    'SELECT e.leaf_hash FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id ORDER BY seq',
  )
).map(({ leaf_hash }) => leaf_hash);
const hashes = ({ level, index }) => rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const key = await keys.publicKey();
const checkpoints = (await ask(postgres.url, 'SELECT note FROM ledger_checkpoint ORDER BY size')).map(({ note }) =>
  openCheckpoint(note, [key]),
);
const broken = checkpoints.filter((next, i) => {
  const before = checkpoints[i - 1];
  if (!before) return typeof next === 'string';
  const claim = { size1: before.size, root1: before.rootHash, size2: next.size, root2: next.rootHash };
  return !verifyConsistency(claim, consistencyProof(before.size, next.size, hashes));
}).length;

console.log(
  `${drill.kills} sequencers killed and ${drill.crashes} immediate restarts of PostgreSQL in ${tookS.toFixed(0)} s, ${confirmed.length} entries confirmed meanwhile ` +
    `(${during} of ${written} placed under fire, ${doubtful} transactions broken off)`,
);
const isGapless = Number(placed) === Number(written) && Number(last) === Number(placed) - 1;
console.log(
  `lost ${lost}; ${isGapless ? 'gapless' : 'NOT GAPLESS'} (${placed} placed, last ${last}); log ${verdict.ok ? 'whole' : `BROKEN: ${verdict.fault}`}; ` +
    `${checkpoints.length} checkpoints, ${broken} of which do not continue the one before`,
);
const holds = lost === 0 && isGapless && verdict.ok && broken === 0 && Number(during) > Number(written) / 2;
console.log(holds ? 'the goal holds' : 'THE GOAL DOES NOT HOLD');
process.exitCode = holds ? 0 : 1;
await dataSource.destroy();
await postgres.stop();
