// node bench/example-records.mjs <attendances | complaints | survey> <rows> <folder>
// Writes the invented data of docs/how-to/depersonalise-any-csv.md into a folder. The same rows every time; nobody in them exists.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

const SEED = 20261120;
const BLOCK_CHARACTERS = 1 << 20;

/** Pseudo-random numbers from 0 to 1 (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(SEED);
const upTo = (limit) => Math.floor(random() * limit);
/** Picks an entry, the early ones more often. */
const pick = (list) => list[Math.min(upTo(list.length), upTo(list.length))];
const two = (number) => String(number).padStart(2, '0');
const dayOf2025 = () => new Date(Date.UTC(2025, 0, 1 + upTo(365))).toISOString().slice(0, 10);
const age = () => Math.floor((random() + random()) * 48);
const reference = (prefix, row) => `${prefix}${String(row * 7919).padStart(10, '0')}`;

const DISTRICTS = ['SO14', 'SO15', 'SO16', 'SO17', 'SO18', 'SO19'];
const INJURIES = ['fracture', 'head injury', 'laceration', 'burn', 'stab wound', 'poisoning'];
const CODES = ['NOI01', 'NOI02', 'NOI03', 'LIT01', 'LIT02', 'VEH01', 'VEH02', 'DRG01'];
const WARDS = ['N01', 'N02', 'N03', 'N04', 'S01', 'S02', 'S03', 'E01', 'E02'].map((ward) => `W${ward}`);
const NOTES = [
  'loud music again',
  'called from 07700 900123',
  'seen near SO14 2AA',
  'bins on the path',
  'no reply yet',
];

function postcode() {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ';
  return `${pick(DISTRICTS)} ${1 + upTo(4)}${letters[upTo(20)]}${letters[upTo(20)]}`;
}

function attendance(row) {
  // A few clerks type a telephone number where the injury belongs.
  const injury = row % 2500 === 17 ? 'burn, ring 07700 900456' : pick(INJURIES);
  const note = `patient ${row} came by ${pick(['ambulance', 'taxi', 'bus'])}`;
  const at = `${two(upTo(24))}:${two(upTo(60))}`;
  return [reference('', row), dayOf2025(), at, age(), pick(['F', 'M', 'X']), postcode(), `"${injury}"`, note];
}

function complaint(row) {
  const [year, month, day] = dayOf2025().split('-');
  const on = `${day}/${month}/${year}`;
  return [reference('C', row), on, pick(WARDS), pick(CODES), pick(NOTES), pick(['closed', 'warned', 'open'])];
}

const bornOn = () => `${1940 + upTo(66)}-${two(1 + upTo(12))}-${two(1 + upTo(28))}`;
const person = () => [bornOn(), pick(['F', 'M']), postcode()];

function* lines(header, rows, make, separator) {
  yield header.join(separator);
  for (let row = 1; row <= rows; row++) yield make(row).join(separator);
}

function write(folder, name, all) {
  const file = openSync(path.join(folder, name), 'w');
  let part = '';
  for (const line of all) {
    part += `${line}\n`;
    if (part.length < BLOCK_CHARACTERS) continue;
    writeSync(file, part);
    part = '';
  }
  writeSync(file, part);
  closeSync(file);
}

const EXAMPLES = {
  attendances(rows, folder) {
    const header = ['nhs_number', 'attended_on', 'arrived_at', 'age', 'sex', 'postcode', 'injury', 'note'];
    write(folder, 'attendances.csv', lines(header, rows, attendance, ','));
  },
  complaints(rows, folder) {
    const header = ['reference', 'reported_on', 'ward', 'category', 'description', 'outcome'];
    write(folder, 'complaints.csv', lines(header, rows, complaint, ';'));
    const quarters = WARDS.map((ward) => `${ward};${{ N: 'North', S: 'South', E: 'East' }[ward[1]]};*\n`);
    writeFileSync(path.join(folder, 'wards.csv'), quarters.join(''));
  },
  survey(rows, folder) {
    const header = ['born_on', 'sex', 'postcode'];
    const people = Array.from({ length: rows * 20 }, person);
    write(
      folder,
      'population.csv',
      lines(header, people.length, (row) => people[row - 1], ','),
    );
    const answered = (row) => [...people[(row * 13) % people.length], pick(['none', 'theft', 'violence', 'fraud'])];
    write(folder, 'survey.csv', lines([...header, 'victim_of'], rows, answered, ','));
  },
};

const [name, rows, folder] = process.argv.slice(2);
if (!Object.hasOwn(EXAMPLES, name ?? '') || !(Number(rows) > 0) || !folder) {
  console.error(`node bench/example-records.mjs <${Object.keys(EXAMPLES).join(' | ')}> <rows> <folder>`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
EXAMPLES[name](Number(rows), folder);
