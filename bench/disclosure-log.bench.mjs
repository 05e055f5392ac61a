// npm run bench -- disclosure-log [--records 1000000 --requests 60]
// How long an auditor waits for a page of the disclosure log: generated records, then GET /api/v1/disclosure-log with each kind of filter, on
// the first page and on a deep one, one request after the other.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startBroker } from './broker-process.mjs';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, requests: { type: 'string', default: '60' } },
});
const RECORDS = Number(values.records);
const REQUESTS = Number(values.requests);
const BATCH = 100_000;
const PASSWORD = 'safe city demonstration';

const INSERT = `INSERT INTO disclosure_record (id, reference, exchange_id, partnership_id, agency_id, counterpart_agency_id, side, kind, state,
    missing, channel, outcome, occurred_on, subject_role, conviction_data, consent, purpose, gateway, article8_interest, dealing_officer_id,
    vault_id, commitment, started_at, started_by, finalised_at, finalised_by, retain_until_on)
  SELECT gen_random_uuid(), 'G-' || n, gen_random_uuid(), $1, ($2::uuid[])[1 + n % cardinality($2)], ($2::uuid[])[1 + (n + 1) % cardinality($2)],
    CASE WHEN n % 2 = 0 THEN 'holding' ELSE 'asking' END, 'informal', 'final', '{}', 'telephone',
    (ARRAY['disclosed','disclosed','disclosed','disclosed-in-part','refused','asked'])[1 + n % 6], at::date,
    (ARRAY['suspect','offender','offender','victim','witness','complainant'])[1 + (n / 7) % 6], n % 10 = 0, 'not-asked',
    (ARRAY['joint-objectives','strategic-planning'])[1 + (n / 3) % 2], CASE WHEN n % 1000 = 0 THEN 'consent' ELSE 'cda-115' END, 'crime-disorder',
    ($3::uuid[])[1 + n % cardinality($3)], gen_random_uuid(), 'generated', at, ($3::uuid[])[1], at, ($3::uuid[])[1], (at + interval '6 years')::date
  FROM (SELECT n, now() - n * interval '90 seconds' AS at FROM generate_series($4::int, $5::int) AS n) made`;

const broker = await startBroker();
const owner = new pg.Client({ connectionString: broker.databaseUrl });
await owner.connect();
try {
  const [{ id: partnershipId }] = (await owner.query(`SELECT id FROM partnership WHERE name LIKE 'Southampton%'`)).rows;
  const idsOf = async (sql) => (await owner.query(sql, [partnershipId])).rows.map(({ id }) => id);
  const agencies = await idsOf(
    'SELECT agency_id AS id FROM signatory WHERE partnership_id = $1 ORDER BY position LIMIT 10',
  );
  const officers = await idsOf(
    `SELECT officer_id AS id FROM appointment WHERE partnership_id = $1 AND role = 'designated-officer' ORDER BY officer_id`,
  );
  const beganAt = performance.now();
  for (let from = 1; from <= RECORDS; from += BATCH)
    await owner.query(INSERT, [partnershipId, agencies, officers, from, Math.min(RECORDS, from + BATCH - 1)]);
  await owner.query('ANALYZE disclosure_record');
  const insertSeconds = Math.round((performance.now() - beganAt) / 1000);

  const ask = async (path, options = {}) => {
    const answer = await fetch(`${broker.address}/api/v1${path}`, options);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const credentials = { email: 'council.auditor@demo.example', password: PASSWORD };
  const headers = { 'content-type': 'application/json' };
  const { token } = await ask('/tokens', { method: 'POST', headers, body: JSON.stringify(credentials) });
  const authorization = `Bearer ${token}`;

  const year = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
  const filters = {
    everything: {},
    agency: { agency: agencies[1] },
    officer: { officer: officers[1] },
    'rare gateway': { gateway: 'consent' },
    purpose: { purpose: 'joint-objectives' },
    role: { subjectRole: 'witness' },
    'conviction data': { convictionData: 'yes' },
    outcome: { outcome: 'refused' },
    'agency, role and outcome': { agency: agencies[0], subjectRole: 'victim', outcome: 'disclosed' },
    'a year ago': { to: year },
    'nothing matches': { gateway: 'public-interest' },
    'rare gateway, deep': {
      gateway: 'consent',
      after: `${year}T00:00:00.000000Z_00000000-0000-4000-8000-000000000000`,
    },
    'everything, deep': { after: `${year}T00:00:00.000000Z_00000000-0000-4000-8000-000000000000` },
  };
  const results = {};
  for (const [name, filter] of Object.entries(filters)) {
    const path = `/disclosure-log?${new URLSearchParams({ limit: '50', ...filter })}`;
    const times = [];
    for (let request = -3; request < REQUESTS; request += 1) {
      const at = performance.now();
      await ask(path, { headers: { authorization } });
      if (request >= 0) times.push(performance.now() - at); // the first three warm it
    }
    times.sort((a, b) => a - b);
    const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]);
    results[name] = { p50: at(0.5), p99: at(0.99) };
  }
  console.log(JSON.stringify({ records: RECORDS, insertSeconds, requests: REQUESTS, milliseconds: results }, null, 2));
} finally {
  await owner.end();
  await broker.stop();
}
