// How well and how fast the blind index finds a person (ISA-17e):
//   npm run bench -- subject-index [--people 100000] [--searches 500] [--records 1000000] [--database <address of a running broker's>]
// First in memory: people of whom a search knows a misspelt, swapped or partial version; how many are found, how surely, and how many others
// are found beside them. Then in PostgreSQL, with row security, over as many records: how long a search takes.
// Names are drawn from lists of British names where BROKER_SHARED (or ../shared) has them; else they are made up of syllables.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { doubleMetaphone } from 'double-metaphone';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startBroker } from './broker-process.mjs';
import { fromSource } from './from-source.mjs';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    searches: { type: 'string', default: '500' },
    records: { type: 'string', default: '1000000' },
    database: { type: 'string' },
  },
});
const [PEOPLE, SEARCHES, RECORDS] = [values.people, values.searches, values.records].map(Number);

const { tokensToEnter, tokensToFind, isClose, keyedHasher, Chance } = await fromSource(`
  export * from './libs/disclosure/subject-index/domain/index.js';
  export { keyedHasher } from './libs/platform/crypto/keyed-hash.js';
  export * from './test/support/chance.js';`);

const dice = new Chance(17);
const chance = { next: () => dice.upTo(2 ** 31) / 2 ** 31 };
const pick = (list) => list[Math.floor(chance.next() * list.length)];
const between = (low, high) => low + Math.floor(chance.next() * (high - low + 1));
const two = (number) => String(number).padStart(2, '0');
const sounds = (part) => doubleMetaphone(part);

function names() {
  const folder = path.join(process.env.BROKER_SHARED ?? path.resolve(import.meta.dirname, '../../shared'), 'data/pii');
  if (!existsSync(folder)) return null;
  const lines = (file) => readFileSync(path.join(folder, file), 'utf8').split(/\r?\n/).filter(Boolean);
  const family = lines('surnames-uk.txt')
    .filter((name) => /^[A-Za-z'-]{3,}$/.test(name))
    .slice(0, 8000);
  const first = lines('ons-firstnames-1996-2020-totals.csv')
    .slice(1, 1200)
    .map((line) => line.split(',').find((cell) => /^"?[A-Za-z'-]{3,}"?$/.test(cell)));
  return { family, first: first.filter(Boolean).map((name) => name.replaceAll('"', '')) };
}

const SYLLABLES = 'ba be da do fa ga ho ka la le ma mo na ni pa ra ro sa ta to va wi'.split(' ');
const madeUp = () => Array.from({ length: between(2, 3) }, () => pick(SYLLABLES)).join('');
const known = names();
// Names are not equally common: the square favours the head of the list.
const common = (list) => list[Math.floor(chance.next() ** 2 * list.length)];
const person = () => ({
  first: known ? common(known.first) : madeUp(),
  family: known ? pick(known.family) : madeUp(),
  born: `${between(1940, 2008)}-${two(between(1, 12))}-${two(between(1, 28))}`,
});
const subject = ({ first, family, born }) => ({ fullName: `${first} ${family}`, dateOfBirth: born, otherNames: [] });

const at = (text) => between(1, text.length - 2);
const slips = {
  'as entered': (one) => one,
  'names swapped': ({ first, family, born }) => ({ first: family, family: first, born }),
  'a letter doubled': ({ family, ...one }) => ({
    ...one,
    family: family.replace(family[at(family)], (letter) => letter + letter),
  }),
  'a letter left out': ({ family, ...one }) => {
    const place = at(family);
    return { ...one, family: family.slice(0, place) + family.slice(place + 1) };
  },
  'two letters swapped': ({ family, ...one }) => {
    const place = at(family);
    return { ...one, family: family.slice(0, place) + family[place + 1] + family[place] + family.slice(place + 2) };
  },
  'a vowel mistaken': ({ family, ...one }) => ({
    ...one,
    family: family.replace(/[aeiou]/, (vowel) => 'eioua'['aeiou'.indexOf(vowel)]),
  }),
  'day and month swapped': ({ born, ...one }) => ({
    ...one,
    born: `${born.slice(0, 4)}-${two(Math.min(12, Number(born.slice(8))))}-${born.slice(5, 7)}`,
  }),
  'wrong year': ({ born, ...one }) => ({ ...one, born: `${Number(born.slice(0, 4)) + 1}${born.slice(4)}` }),
  'wrong day': ({ born, ...one }) => ({ ...one, born: `${born.slice(0, 8)}${two((Number(born.slice(8)) % 28) + 1)}` }),
  'date of birth not known': (one) => ({ ...one, born: null }),
  'an initial for the first name': ({ first, ...one }) => ({ ...one, first: first[0] }),
  'another family name': (one) => ({ ...one, family: 'Zwyx' }),
};

const everybody = Array.from({ length: PEOPLE }, person);
const index = new Map();
let tokens = 0;
for (const [id, one] of everybody.entries())
  for (const text of tokensToEnter(subject(one), sounds)) {
    tokens += 1;
    const ids = index.get(text);
    if (ids) ids.push(id);
    else index.set(text, [id]);
  }

function search(sought) {
  const found = new Map();
  for (const { text, likeness, part } of tokensToFind(sought, sounds))
    for (const id of index.get(text) ?? []) {
      const hit = found.get(id) ?? { likeness, parts: new Set() };
      if (part !== null) hit.parts.add(part);
      if (likeness === 'same' || (likeness === 'close' && hit.likeness === 'possible')) hit.likeness = likeness;
      if (hit.likeness === 'possible' && isClose(hit.parts)) hit.likeness = 'close';
      found.set(id, hit);
    }
  return found;
}

console.log(
  `${PEOPLE} people (${known ? 'British names' : 'names made up of syllables'}), ${(tokens / PEOPLE).toFixed(1)} tokens each; ${SEARCHES} searches a row`,
);
const table = [];
for (const [name, slip] of Object.entries(slips)) {
  const row = { slip: name, found: 0, surely: 0, othersClose: 0, othersPossible: 0 };
  for (let turn = 0; turn < SEARCHES; turn += 1) {
    const id = Math.floor(chance.next() * PEOPLE);
    const hits = search(subject(slip(everybody[id])));
    const own = hits.get(id);
    if (own) row.found += 1;
    if (own && own.likeness !== 'possible') row.surely += 1;
    for (const [other, { likeness }] of hits) {
      if (other === id) continue;
      if (likeness === 'possible') row.othersPossible += 1;
      else row.othersClose += 1;
    }
  }
  const share = (count) => `${((count / SEARCHES) * 100).toFixed(1)}%`;
  const mean = (count) => (count / SEARCHES).toFixed(2);
  table.push({
    slip: name,
    found: share(row.found),
    'as same or close': share(row.surely),
    'others close': mean(row.othersClose),
    'others possible': mean(row.othersPossible),
  });
}
console.table(table);
index.clear();

if (RECORDS > 0) await latency();

async function latency() {
  const broker = values.database ? { databaseUrl: values.database, stop: () => undefined } : await startBroker();
  const owner = new pg.Pool({ connectionString: broker.databaseUrl, max: 1 });
  const scoped = new pg.Pool({ connectionString: broker.databaseUrl, max: 1, options: '-c role=broker_app' });
  try {
    const {
      rows: [who],
    } = await owner.query(
      'SELECT partnership_id, agency_id, uploaded_by AS officer_id FROM submission ORDER BY uploaded_at LIMIT 1',
    );
    const hash = keyedHasher('a secret of the benchmark alone, long enough', 'subject-index');
    const tokenOf = (text) => hash(`${who.partnership_id}\n${who.agency_id}\n${text}`).subarray(0, 16);
    const sample = [];
    async function* lines() {
      for (let record = 0; record < RECORDS; record += 1) {
        const one = person();
        const id = randomUUID();
        if (record % Math.ceil(RECORDS / SEARCHES) === 0) sample.push(one);
        let text = '';
        for (const token of new Set(tokensToEnter(subject(one), sounds)))
          text += `\\\\x${tokenOf(token).toString('hex')}\t${id}\t${who.agency_id}\t${who.partnership_id}\trecord\n`;
        yield text;
      }
    }
    const began = performance.now();
    const client = await owner.connect();
    await client.query('TRUNCATE subject_index');
    await pipeline(
      Readable.from(lines()),
      client.query(
        copyFrom('COPY subject_index (token, record_id, agency_id, partnership_id, record_kind) FROM STDIN'),
      ),
    );
    await client.query('ANALYZE subject_index');
    const {
      rows: [size],
    } = await client.query(
      `SELECT count(*)::int AS rows, pg_size_pretty(pg_total_relation_size('subject_index')) AS bytes FROM subject_index`,
    );
    client.release();
    console.log(
      `${RECORDS} records, ${size.rows} rows, ${size.bytes}; entered in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    await askEach(scoped, who, sample, tokenOf);
  } finally {
    await owner.end();
    await scoped.end();
    await broker.stop();
  }
}

/** Searches for each of a sample by three versions of what is known of them. */
async function askEach(scoped, who, sample, tokenOf) {
  const scope = `START TRANSACTION; SET LOCAL broker.scope = 'partnership'; SET LOCAL broker.partnership_id = '${who.partnership_id}'; SET LOCAL broker.agency_id = '${who.agency_id}'; SET LOCAL broker.officer_id = '${who.officer_id}'`;
  for (const [name, slip] of Object.entries({
    'as entered': slips['as entered'],
    'two letters swapped': slips['two letters swapped'],
    'date of birth not known': slips['date of birth not known'],
  })) {
    const times = [];
    let hits = 0;
    const reader = await scoped.connect();
    for (const one of sample) {
      const beganAt = performance.now();
      const sought = tokensToFind(subject(slip(one)), sounds).map(({ text }) => tokenOf(text));
      await reader.query(scope);
      const { rows } = await reader.query(
        `SELECT encode(token, 'hex') AS token, record_id, record_kind, agency_id FROM subject_index WHERE token = ANY ($1::bytea[]) AND partnership_id = $2`,
        [sought, who.partnership_id],
      );
      await reader.query('COMMIT');
      times.push(performance.now() - beganAt);
      hits += new Set(rows.map((row) => row.record_id)).size;
    }
    reader.release();
    times.sort((a, b) => a - b);
    const quantile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
    console.log(
      `${name}: median ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms over ${times.length} searches, ${(hits / times.length).toFixed(1)} records found each`,
    );
  }
}
