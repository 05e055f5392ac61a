// npm run bench -- disclosure-log [--records 1000000 --requests 60]
// How long an auditor waits for a page of the disclosure log: generated records, then the interface with each kind of filter and each rule, on
// the first page and on a deep one, and the pages that count besides; one request after the other.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startBroker } from './broker-process.mjs';
import { fillLog } from './log-filling.mjs';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, requests: { type: 'string', default: '60' } },
});
const RECORDS = Number(values.records);
const REQUESTS = Number(values.requests);
const PASSWORD = 'safe city demonstration';
const AUDITOR = 'council.auditor@demo.example';
const DAY = 86_400_000;

const broker = await startBroker();
const owner = new pg.Client({ connectionString: broker.databaseUrl });
await owner.connect();
try {
  const [{ id: partnershipId }] = (await owner.query(`SELECT id FROM partnership WHERE name LIKE 'Southampton%'`)).rows;
  const beganAt = performance.now();
  const { agencies, officers } = await fillLog(owner, partnershipId, RECORDS);
  const insertSeconds = Math.round((performance.now() - beganAt) / 1000);

  const credentials = { email: AUDITOR, password: PASSWORD };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(credentials);
  /** A new token, good for a quarter of an hour. */
  const tokenHeader = async () => {
    const answer = await fetch(`${broker.address}/api/v1/tokens`, { method: 'POST', headers, body });
    return `Bearer ${(await answer.json()).token}`;
  };
  const signedIn = await fetch(`${broker.address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(credentials),
  });
  const cookie = signedIn.headers.get('set-cookie').split(';')[0];

  const found = await fetch(`${broker.address}/api/v1/disclosure-log/exceptions`, {
    headers: { authorization: await tokenHeader() },
  });
  const rules = (await found.json()).items.map(({ rule }) => rule);

  const dayBefore = (days) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
  const deep = { after: `${dayBefore(365)}T00:00:00.000000Z_00000000-0000-4000-8000-000000000000` };
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
    'a year ago': { to: dayBefore(365) },
    'nothing matches': { gateway: 'public-interest' },
    'rare gateway, deep': { gateway: 'consent', ...deep },
    'everything, deep': deep,
    late: { late: 'yes' },
    'not late': { late: 'no' },
    'late, of a role': { late: 'yes', subjectRole: 'witness' },
    ...Object.fromEntries(rules.map((exception) => [exception, { exception }])),
  };
  const addresses = [
    ...Object.entries(filters).map(([name, filter]) => [name, '/api/v1/disclosure-log', { limit: '50', ...filter }]),
    ['exceptions of 30 days', '/api/v1/disclosure-log/exceptions', { from: dayBefore(30) }],
    ['exceptions of a year', '/api/v1/disclosure-log/exceptions', { from: dayBefore(365) }],
    ...['everything', 'purpose', 'late', 'not late', 'untrained-officer'].map((name) => {
      return [`page: ${name}`, '/disclosure-log', filters[name]];
    }),
    ['page: exceptions', '/disclosure-log/exceptions', {}],
  ];
  const results = {};
  for (const [name, path, query] of addresses) {
    const times = [];
    const authorization = await tokenHeader();
    for (let request = -3; request < REQUESTS; request += 1) {
      const at = performance.now();
      const answer = await fetch(`${broker.address}${path}?${new URLSearchParams(query)}`, {
        headers: { authorization, cookie },
        redirect: 'manual',
      });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
      if (request >= 0) times.push(performance.now() - at); // the first three warm it
    }
    times.sort((a, b) => a - b);
    const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]);
    results[name] = { p50: at(0.5), p99: at(0.99) };
    console.error(`${name}: ${at(0.5)} and ${at(0.99)} ms`);
  }
  console.log(JSON.stringify({ records: RECORDS, insertSeconds, requests: REQUESTS, milliseconds: results }, null, 2));
} finally {
  await owner.end();
  await broker.stop();
}
