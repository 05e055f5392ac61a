// node bench/identifiers.bench.mjs [--texts 300000] [--rounds 5]
// How many varied texts a second are searched for identifiers, and how long one megabyte of hostile text takes each detector.
import { parseArgs } from 'node:util';
import { buildDist, isBuilt } from '../apps/cli/bootstrap/build-dist.mjs';

const { values } = parseArgs({
  options: { texts: { type: 'string', default: '300000' }, rounds: { type: 'string', default: '5' } },
});
const TEXTS = Number(values.texts);
const ROUNDS = Number(values.rounds);
const MEGABYTE = 1_000_000;
/** A user's report on Presidio (issue 1461): 700,000 lines, 7 MB, in 7 to 10 minutes; the hardware is not told. */
const PRESIDIO_LINES_A_SECOND = '1,200 to 1,700';

if (!isBuilt()) buildDist();
const { DETECTORS, findIdentifiers, firstKind, readyContext } =
  await import('../dist/libs/depersonalisation/identifiers/find-identifiers.js');

let state = 20_261_120;
const upTo = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pick = (choices) => choices[upTo(choices.length)];
const figures = (length) => Array.from({ length }, () => upTo(10)).join('');

const NOUNS =
  'dog cat gate window wall fence garage kitchen engine bicycle phone bag door roof tree lorry shop alley park bench'.split(
    ' ',
  );
const VERBS =
  'seen reported damaged taken stuck trapped found broken moved thrown forced opened left returned removed'.split(' ');
const PLACES = [
  'High Street',
  'Park Road',
  'the car park',
  'Station Approach',
  'a footpath',
  'the quay',
  'Victoria Park',
  'the A27',
];
const PEOPLE = [
  'Jane Doe',
  'Mr Smith',
  'Mohammed Khan',
  'the caller',
  'two males',
  'a resident',
  'PC 1234',
  'Mrs Featherstone',
];
const NUMBERS = [
  () => `07${figures(9)}`,
  () => `SO${1 + upTo(29)} ${upTo(10)}LY`,
  () => `${1 + upTo(200)} Acacia Avenue`,
  () => `AB${51 + upTo(20)} XYZ`,
  () => `ref ${figures(6)}`,
  () => `${1 + upTo(28)}/0${1 + upTo(9)}/19${50 + upTo(49)}`,
  () => `${upTo(24)}:${10 + upTo(49)}`,
  () => `${upTo(90)} years`,
  () => `£${figures(3)}.${figures(2)}`,
];
const clause = () => `${pick(NOUNS)} ${pick(VERBS)} ${pick(['by', 'near', 'behind', 'outside'])} ${pick(PLACES)}`;

/** A note of one to four clauses; half of the notes hold a number, a third a person, a fifth is in capitals. */
function note() {
  let text = Array.from({ length: 1 + upTo(4) }, clause).join('. ');
  if (upTo(2) === 0) text += `, ${pick(NUMBERS)()}`;
  if (upTo(3) === 0) text = `${pick(PEOPLE)}: ${text}`;
  return upTo(5) === 0 ? text.toUpperCase() : text;
}

const HOSTILE = [
  '0', '1', 'a', '1 ', '01 ', '0 (', '01-01-', '1.1,', '-1.1 ', '4111 1111 1111 1111 ', 'a@', '@a.', 'a.', 'aaaaaaaaaaaaaaaaaaaaaaaa@ ',
  '1-', 'A1 ', 'AB51 AB ', 'SO14 7L ', '12-34-56 ', 'NHS 4010232137 ', '401 023 2138 ', 'passport 123456789 ', 'GB29', 'GB29 NWBK 6016 1331 9268 1',
  'account ', 'sort code ', '/', '///a.', 'Mr ', 'mr a ', 'Jane ', 'JANE SMITH ', 'victim is ', "o'", 'Smith, Jane ', '1 a a a a ', '1 The ',
  'flat ', 'SU ', 'SU 123 ', '+1 ', '1 jan ', 'lat ', 'PC ', 'crime ref ', 'dob ', 'AB123456 ', 'é', 'AAAAA',
]; // prettier-ignore

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)];
function timed(work) {
  const beganAt = performance.now();
  work();
  return performance.now() - beganAt;
}

/** Milliseconds of the processor, which others at work on the machine do not lengthen as they do the time that passes. */
function processorTime(work) {
  const before = process.cpuUsage().user;
  work();
  return (process.cpuUsage().user - before) / 1000;
}

const texts = Array.from({ length: TEXTS }, note);
const characters = texts.reduce((sum, text) => sum + text.length, 0);
const context = readyContext({ column: 'notes' });
const roads = {
  'every identifier and its place': () => texts.forEach((text) => findIdentifiers(text)),
  'the first kind of a cell': () => texts.forEach((text) => firstKind(text, context)),
};
const times = Object.fromEntries(Object.keys(roads).map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, road] of Object.entries(roads)) {
    const ms = timed(road);
    if (round > 0) times[name].push(ms);
  }
}
const found = texts.filter((text) => findIdentifiers(text).length > 0).length;
console.log(
  `${TEXTS} texts of ${Math.round(characters / TEXTS)} characters, ${Math.round((100 * found) / TEXTS)} % with an identifier`,
);
for (const [name, ms] of Object.entries(times)) {
  const rate = (time) => Math.round(TEXTS / time).toLocaleString('en-GB');
  const megabytes = Math.round(characters / median(ms) / 1000);
  console.log(
    `  ${name}: ${rate(median(ms))},000 texts/s (${rate(Math.max(...ms))},000 to ${rate(Math.min(...ms))},000), ${megabytes} MB/s`,
  );
}
console.log(`  beside it, Presidio as a user reported: ${PRESIDIO_LINES_A_SECOND} lines of 10 characters/s\n`);

console.log('One megabyte of hostile text, the slowest of every kind of text, median of 3, processor time:');
const search = (text) => ({
  ...readyContext({ column: 'notes' }),
  text,
  // As if the text had everything, so that no detector passes it over.
  features: {
    digits: text.length,
    figuresAfterLetters: 1,
    lettersAfterFigures: 1,
    cues: 255,
    mayName: true,
    isCaseless: false,
    isPlain: true,
  },
});
const hostile = HOSTILE.map((part) => search(part.repeat(Math.ceil(MEGABYTE / part.length)).slice(0, MEGABYTE)));
let isSlow = false;
for (const detector of DETECTORS) {
  const slowest = hostile
    .map((made, i) => ({
      part: HOSTILE[i],
      ms: median([0, 1, 2].map(() => processorTime(() => detector.find(made, () => undefined)))),
    }))
    .reduce((worst, one) => (one.ms > worst.ms ? one : worst));
  isSlow ||= slowest.ms > 100;
  console.log(`  ${detector.kind.padEnd(26)} ${slowest.ms.toFixed(0).padStart(4)} ms on "${slowest.part}"`);
}
process.exitCode = isSlow ? 1 : 0;
