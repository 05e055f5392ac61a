// Whether somebody who can write everything, but cannot sign, is found out, wherever they strike; and whether a clean log ever raises an alarm:
//   npm run bench -- mutations [--entries 260] [--bits 1] [--swaps 1500] [--clean 1000] [--seed 1] [--seconds 0]
// Every byte of every entry, of the tree and of the signed checkpoint has `bits` of its bits flipped, one at a time; every entry is deleted,
// duplicated, forged and emptied, with the tree left as it was and with the tree made to fit. Stops early after `seconds`, and says so.
import { parseArgs } from 'node:util';
import { fromSource } from './from-source.mjs';

const defaults = { entries: '260', bits: '1', swaps: '1500', clean: '1000', seed: '1', seconds: '0' };
const { values } = parseArgs({
  options: Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value }]),
  ),
});
const [entries, bits, swaps, clean, seed, seconds] = Object.keys(defaults).map((name) => Number(values[name]));

const { Chance, filesOf, flippedBytes, inventedLeaves, LOG, noteOf, reading, rearranged, verifyFiles } =
  await fromSource(`
  export * from './libs/ledger/domain/index.js';
  export * from './test/support/chance.js';
  export * from './test/support/made-log.js';
  export * from './test/support/tampered-logs.js';`);

const knows = {
  policy: { logKeys: [LOG.key], witnesses: [], quorum: 0 },
  kept: [],
  cosignedSince: null,
  mayWithhold: false,
};
const chance = new Chance(seed);
const leaves = inventedLeaves(entries);
const began = performance.now();
const isOver = () => seconds > 0 && performance.now() - began > seconds * 1000;

const table = {};
const count = (kind) => (table[kind] ??= { tried: 0, found: 0, 'first bad entry named': 0, 'within a range': 0 });

for (const logs of [flippedBytes(filesOf(leaves), bits, chance), rearranged(leaves, swaps, chance)]) {
  for (const { kind, seq, files } of logs) {
    if (isOver()) break;
    const row = count(kind);
    const verdict = await verifyFiles(reading(files()), knows);
    row.tried++;
    if (verdict.ok) continue;
    row.found++;
    if (verdict.until === null && verdict.seq === seq) row['first bad entry named']++;
    else if (verdict.until !== null && verdict.seq <= seq && seq < verdict.until) row['within a range']++;
  }
}
console.table(table);

let [alarms, runs] = [0, 0];
while (runs < clean && !isOver()) {
  const grown = inventedLeaves(chance.upTo(600));
  const kept = [chance.upTo(grown.length + 1), grown.length].map((size) => noteOf(grown.slice(0, size)));
  const verdict = await verifyFiles(reading(filesOf(grown)), { ...knows, kept });
  runs++;
  if (!verdict.ok) alarms++;
}
const rows = Object.values(table);
const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
console.log(`mutations ${sum('tried')}, found ${sum('found')}, not found ${sum('tried') - sum('found')}`);
console.log(`clean logs ${runs}, false alarms ${alarms}`);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s${isOver() ? ', stopped early' : ''}; seed ${seed}`);
if (sum('tried') !== sum('found') || alarms > 0) process.exitCode = 1;
