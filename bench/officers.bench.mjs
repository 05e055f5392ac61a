// npm run bench -- officers [--officers 200 --seconds 60 --think 10]
// Designated officers at once: reading their requests, asking for personal information and deciding, each with a pause to think between two
// acts (seconds on average); beside it one officer alone with the same mix, on the same running product. Every act writes its ledger entry and its notices.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { signIn, startBroker } from './broker-process.mjs';

const { values } = parseArgs({
  options: {
    officers: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    think: { type: 'string', default: '10' },
  },
});
const [officers, seconds, think] = [values.officers, values.seconds, values.think].map(Number);

/** Each asks the next one; all three may use section 115. */
const AGENCIES = ['council', 'police', 'fire'];
const MIX = [
  ['list', 0.35],
  ['read', 0.3],
  ['notices', 0.1],
  ['ask', 0.15],
  ['decide', 0.1],
];

const REQUEST = {
  whyIdentified: 'A notice is to be served on one person: counts of the area do not tell where they live.',
  subjectRole: 'suspect',
  convictionData: false,
  purpose: 'joint-objectives',
  consent: 'not-asked',
  publicInterest: [],
  crimeExemption: false,
  gateway: 'cda-115',
  article8Interest: 'crime-disorder',
  urgency: 'routine',
  items: [{ kind: 'address', what: 'Addresses of the last two years', why: 'To serve the notice at the right door' }],
  whyAsked: 'To prepare and serve a community protection notice.',
  necessity: 'The notice cannot be served without an address.',
  proportionality: 'Two years are the least that serve.',
  send: true,
};

/** Doubles the demonstration's officer of an agency until there are enough: same post, same password, training in date. */
async function appoint(database, slug, count) {
  const { rows } = await database.query(
    `WITH source AS (
       SELECT o.password_hash, a.* FROM officer o JOIN appointment a ON a.officer_id = o.id
        WHERE o.email = $1 AND a.ended_on IS NULL),
     person AS (
       INSERT INTO officer (email, name, password_hash)
       SELECT 'bench-' || $2 || '-' || n || '@demo.example', 'Bench ' || n, password_hash FROM source, generate_series(1, $3::int) n
       RETURNING id, email),
     post AS (
       INSERT INTO appointment (officer_id, agency_id, partnership_id, role, started_on)
       SELECT person.id, agency_id, partnership_id, role, started_on FROM person, source),
     course AS (
       INSERT INTO training_record (partnership_id, agency_id, officer_id, course, held_on, expires_on, recorded_at)
       SELECT partnership_id, agency_id, person.id, 'Bench', current_date - 1, current_date + 300, now() FROM person, source)
     SELECT email, (SELECT agency_id FROM source) AS "agencyId" FROM person`,
    [`${slug}.officer@demo.example`, slug, count],
  );
  return rows;
}

/** One officer alone thinks hardly at all, so that a minute holds enough of their acts to compare. */
const HASTE_SECONDS = 0.2;

/** One officer at work until `until`: draws acts from the mix, keeps the milliseconds of each in `took` and what failed in `failed`. */
async function work(officer, world, { until, pause }, took, failed) {
  while (performance.now() < until) {
    await sleep(1000 * pause * 2 * Math.random());
    let draw = Math.random();
    const [act] = MIX.find(([, share]) => (draw -= share) < 0) ?? MIX[0];
    const waiting = world.waiting.get(officer.agencyId);
    const doing = act === 'decide' && waiting.length === 0 ? 'list' : act;
    const begun = performance.now();
    try {
      await ACTS[doing](officer, world);
      (took[doing] ??= []).push(performance.now() - begun);
    } catch (error) {
      failed.push(`${doing}: ${error.message.slice(0, 200)}`);
    }
  }
}

const ACTS = {
  list: ({ call }) => call('GET', '/requests?box=in').then((answer) => answer.json()),
  notices: ({ call }) => call('GET', '/notices').then((answer) => answer.json()),
  read: async ({ call, seen }) => {
    const id = seen.at(-1);
    await (id ? call('GET', `/requests/${id}`) : call('GET', '/requests?box=out')).then((answer) => answer.json());
  },
  ask: async (officer, world) => {
    const holdingAgencyId = world.next.get(officer.agencyId);
    const subject = { fullName: `Bench ${randomUUID()}`, dateOfBirth: '1990-01-01', address: null, otherNames: [] };
    const answer = await officer.call('POST', '/requests', { ...REQUEST, holdingAgencyId, subject });
    const { id } = await answer.json();
    officer.seen.push(id);
    world.waiting.get(holdingAgencyId).push(id);
  },
  decide: async ({ call, agencyId }, world) => {
    const id = world.waiting.get(agencyId).shift();
    const { items } = await (await call('GET', `/requests/${id}`)).json();
    await call('POST', `/requests/${id}/decision`, {
      items: items.map(({ itemId, id: named }) => ({ itemId: itemId ?? named, decision: 'authorised' })),
      reasons: 'The notice cannot be served otherwise.',
      balance: 'No more than is needed.',
      interest: 'crime-disorder',
    });
  },
};

const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
const figures = (took) =>
  Object.fromEntries(
    Object.entries({ ...took, all: Object.values(took).flat() }).map(([act, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      return [act, { acts: sorted.length, p50Ms: at(sorted, 0.5), p99Ms: at(sorted, 0.99) }];
    }),
  );

/** @param pause to think between two acts, seconds on average. */
async function measure(people, world, pause) {
  const [took, failed] = [{}, []];
  const until = performance.now() + seconds * 1000;
  await Promise.all(people.map((officer) => work(officer, world, { until, pause }, took, failed)));
  return { officers: people.length, ...figures(took), errors: failed.length, firstErrors: failed.slice(0, 3) };
}

const broker = await startBroker();
const database = new pg.Pool({ connectionString: broker.databaseUrl });
try {
  const posts = [];
  for (const slug of AGENCIES) posts.push(...(await appoint(database, slug, Math.ceil(officers / AGENCIES.length))));
  const ids = [...new Set(posts.map(({ agencyId }) => agencyId))];
  const world = {
    next: new Map(ids.map((id, place) => [id, ids[(place + 1) % ids.length]])),
    waiting: new Map(ids.map((id) => [id, []])),
  };
  const people = [];
  for (const { email, agencyId } of posts.slice(0, officers)) {
    people.push({ agencyId, call: await signIn(broker.address, email), seen: [] });
  }
  const warm = people.slice(0, 3);
  for (const officer of warm) for (const act of ['ask', 'list', 'read', 'notices']) await ACTS[act](officer, world);
  const alone = await measure(people.slice(0, 1), world, Math.min(think, HASTE_SECONDS));
  const together = await measure(people, world, think);
  const ratio = (share) => Number((together.all[share] / alone.all[share]).toFixed(2));
  console.log(
    JSON.stringify({ seconds, think, alone, together, p50Ratio: ratio('p50Ms'), p99Ratio: ratio('p99Ms') }, null, 2),
  );
} finally {
  await database.end();
  await broker.stop();
}
