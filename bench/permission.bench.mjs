// npm run bench -- permission [--rounds 7 --reads 2000]
// What row security costs: the same questions through the application's pool (own role, a scope named in every transaction) and
// through the owner's (no policy binds it, the statement alone), interleaved within one run.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startBroker } from './broker-process.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, reads: { type: 'string', default: '2000' } },
});
const ROUNDS = Number(values.rounds);
const READS = Number(values.reads);
const AT_ONCE = 8;

const QUESTIONS = {
  'submissions of the agency': `SELECT id, state FROM submission WHERE partnership_id = $1 AND agency_id = $2
    ORDER BY uploaded_at DESC LIMIT 50`,
  'releases with their agency': `SELECT r.id, a.name FROM release r JOIN agency a ON a.id = r.agency_id
    WHERE r.partnership_id = $1 AND $2::uuid IS NOT NULL ORDER BY r.released_at DESC LIMIT 50`,
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds for all reads, `AT_ONCE` at a time. */
async function timed(pool, begin, sql, who) {
  let left = READS;
  const beganAt = performance.now();
  const reader = async () => {
    const client = await pool.connect();
    try {
      while (left-- > 0) {
        await client.query(begin);
        await client.query(sql, [who.partnership_id, who.agency_id]);
        await client.query('COMMIT');
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return performance.now() - beganAt;
}

const broker = await startBroker();
const owner = new pg.Pool({ connectionString: broker.databaseUrl, max: AT_ONCE });
const scoped = new pg.Pool({ connectionString: broker.databaseUrl, max: AT_ONCE, options: '-c role=broker_app' });
try {
  const { rows } = await owner.query(
    'SELECT partnership_id, agency_id, uploaded_by AS officer_id FROM submission ORDER BY uploaded_at LIMIT 1',
  );
  const [who] = rows;
  const scope =
    `START TRANSACTION; SET LOCAL broker.scope = 'partnership'; SET LOCAL broker.partnership_id = '${who.partnership_id}'; ` +
    `SET LOCAL broker.agency_id = '${who.agency_id}'; SET LOCAL broker.officer_id = '${who.officer_id}'`;
  const results = {};
  for (const [name, sql] of Object.entries(QUESTIONS)) {
    const ratios = [];
    const rates = { scoped: [], owner: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const without = await timed(owner, 'START TRANSACTION', sql, who);
      const within = await timed(scoped, scope, sql, who);
      if (round === 0) continue; // the first round warms both
      ratios.push(within / without);
      rates.scoped.push((READS / within) * 1000);
      rates.owner.push((READS / without) * 1000);
    }
    results[name] = {
      ratio: Number(median(ratios).toFixed(3)),
      scopedPerSecond: Math.round(median(rates.scoped)),
      ownerPerSecond: Math.round(median(rates.owner)),
    };
  }
  console.log(JSON.stringify({ rounds: ROUNDS, reads: READS, atOnce: AT_ONCE, results }, null, 2));
} finally {
  await Promise.all([owner.end(), scoped.end()]);
  await broker.stop();
}
