// npm run bench -- races [--races 1000 --at-once 4]
// Two contradicting decisions on one request at the same moment, then two disclosures in answer to it, over HTTP, on a running product:
// exactly one may win each race, and rows and log must hold exactly one decision and one disclosure for each request.
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
  items: [
    { kind: 'address', what: 'The address', why: 'To visit' },
    { kind: 'warning-markers', what: 'Warnings', why: 'To visit in pairs' },
  ],
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

/** A decision in full, or only on the first item. */
const decision = (items, isWhole) => ({
  items: items.map(({ id }, index) => ({
    itemId: id,
    decision: isWhole || index === 0 ? 'authorised' : 'refused',
    reason: 'Weighed.',
  })),
  reasons: 'Weighed.',
  balance: 'Weighed.',
  interest: 'crime-disorder',
});

const disclosure = ({ id, items }, information) => ({
  requestId: id,
  items: items.filter((item) => item.decision === 'authorised').map((item) => ({ itemId: item.id, information })),
  conditions: '',
  convictionData: false,
});

/** The status of a call, whether it was refused or not. */
const statusOf = (call) =>
  call.then(
    ({ status }) => status,
    (error) => Number(/: (\d{3}) /.exec(error.message)?.[1] ?? 0),
  );

/** Two calls at the same moment. @returns their statuses, `200 and 409`, counted in `outcomes`. */
async function race(outcomes, ...calls) {
  const statuses = (await Promise.all(calls.map(statusOf))).toSorted((a, b) => a - b).join(' and ');
  outcomes[statuses] = (outcomes[statuses] ?? 0) + 1;
}

const broker = await startBroker();
const database = new pg.Client({ connectionString: broker.databaseUrl });
await database.connect();
try {
  const asking = await signIn(broker.address, 'council.officer@demo.example');
  const holding = await signIn(broker.address, 'police.officer@demo.example');
  const {
    rows: [police],
  } = await database.query(`SELECT id FROM agency WHERE name = 'Hampshire Constabulary'`);
  const [decide, disclose, ids] = [{}, {}, []];
  let left = RACES;
  const run = async () => {
    while (left-- > 0) {
      const { id } = await (await asking('POST', '/requests', answers(police.id))).json();
      const read = async () => (await holding('GET', `/requests/${id}`)).json();
      const { items } = await read();
      await race(
        decide,
        ...[true, false].map((isWhole) => holding('POST', `/requests/${id}/decision`, decision(items, isWhole))),
      );
      const decided = await read();
      await race(
        disclose,
        ...['One answer', 'Another'].map((information) =>
          holding('POST', '/disclosures', disclosure(decided, information)),
        ),
      );
      ids.push(id);
    }
  };
  const beganAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  const seconds = Math.round((performance.now() - beganAt) / 1000);
  const {
    rows: [stands],
  } = await database.query(
    `SELECT (SELECT count(*)::int FROM ledger_entry WHERE event = 'RequestDecided' AND subject_id = ANY ($1)) AS decisions,
            (SELECT count(DISTINCT subject_id)::int FROM ledger_entry WHERE event = 'RequestDecided' AND subject_id = ANY ($1)) AS decided,
            (SELECT count(*)::int FROM ledger_entry WHERE event = 'RequestDisclosed' AND subject_id = ANY ($1)) AS disclosures,
            (SELECT count(DISTINCT request_id)::int FROM disclosure WHERE request_id::text = ANY ($1)) AS disclosed`,
    [ids],
  );
  const exactlyOne = { decide: decide['200 and 409'] ?? 0, disclose: disclose['201 and 409'] ?? 0 };
  console.log(JSON.stringify({ races: ids.length, exactlyOne, decide, disclose, stands, seconds }, null, 2));
  if (![...Object.values(exactlyOne), ...Object.values(stands)].every((count) => count === RACES)) process.exitCode = 1;
} finally {
  await database.end();
  await broker.stop();
}
