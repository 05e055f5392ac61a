// npm run bench -- races [--races 1000 --at-once 4]
// Two decisions on one request at the same moment, over HTTP, on a running product: exactly one may win each race, and the log
// must hold exactly one decision for each request.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { signIn, startBroker } from './broker-process.mjs';

const { values } = parseArgs({
  options: { races: { type: 'string', default: '1000' }, 'at-once': { type: 'string', default: '4' } },
});
const RACES = Number(values.races);
const AT_ONCE = Number(values['at-once']);

const answers = (holdingAgencyId) => ({
  send: true,
  holdingAgencyId,
  whyIdentified: 'One invented person.',
  subject: { fullName: 'Race Invented', dateOfBirth: null, address: null, otherNames: [] },
  subjectRole: 'suspect',
  convictionData: false,
  items: [{ kind: 'address', what: 'The address', why: 'To visit' }],
  whyAsked: 'To visit.',
  purpose: 'joint-objectives',
  consent: 'not-asked',
  publicInterest: [],
  crimeExemption: false,
  gateway: 'cda-115',
  article8Interest: 'crime-disorder',
  necessity: 'Needed.',
  proportionality: 'The least that serves.',
  urgency: 'routine',
});

const decision = (itemId, choice) => ({
  items: [{ itemId, decision: choice, reason: 'Weighed.' }],
  reasons: 'Weighed.',
  balance: 'Weighed.',
  interest: 'crime-disorder',
});

/** The status of a call, whether it was refused or not. */
const statusOf = (call) =>
  call.then(
    ({ status }) => status,
    (error) => Number(/: (\d{3}) /.exec(error.message)?.[1] ?? 0),
  );

const broker = await startBroker();
const database = new pg.Client({ connectionString: broker.databaseUrl });
await database.connect();
try {
  const asking = await signIn(broker.address, 'council.officer@demo.example');
  const holding = await signIn(broker.address, 'police.officer@demo.example');
  const {
    rows: [police],
  } = await database.query(`SELECT id FROM agency WHERE name = 'Hampshire Constabulary'`);
  const outcomes = {};
  const ids = [];
  let left = RACES;
  const run = async () => {
    while (left-- > 0) {
      const { id } = await (await asking('POST', '/requests', answers(police.id))).json();
      const { items } = await (await holding('GET', `/requests/${id}`)).json();
      const both = ['authorised', 'refused'].map((choice) =>
        statusOf(holding('POST', `/requests/${id}/decision`, decision(items[0].id, choice))),
      );
      const outcome = (await Promise.all(both)).toSorted((a, b) => String(a).localeCompare(String(b))).join(' and ');
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      ids.push(id);
    }
  };
  const beganAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  const seconds = (performance.now() - beganAt) / 1000;
  const { rows } = await database.query(
    `SELECT count(*)::int AS decisions, count(DISTINCT subject_id)::int AS requests FROM ledger_entry
      WHERE event = 'RequestDecided' AND subject_id = ANY ($1)`,
    [ids],
  );
  const [{ decisions, requests }] = rows;
  console.log(
    JSON.stringify({ races: ids.length, outcomes, decisions, requests, seconds: Math.round(seconds) }, null, 2),
  );
  if (outcomes['200 and 409'] !== RACES || decisions !== RACES || requests !== RACES) process.exitCode = 1;
} finally {
  await database.end();
  await broker.stop();
}
