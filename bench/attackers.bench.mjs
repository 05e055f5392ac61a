// Whether somebody who holds the signing key of the log is found out: by one honest witness, by one kept checkpoint, and, as the control, by
// nobody who has neither; and whether the first bad entry is named where the hashes of the entries were kept with the checkpoint:
//   npm run bench -- attackers [--attacks 2000] [--first 1]
// Each attack is drawn from its number as seed: another past, another way to rewrite, cut, fork or split the log or to show an old state of it
// again, and another attempt to pass for cosigned (none, an old one, a forged one, the witness asked with and without a proof).
import { parseArgs } from 'node:util';
import { fromSource } from './from-source.mjs';

const { values } = parseArgs({
  options: { attacks: { type: 'string', default: '2000' }, first: { type: 'string', default: '1' } },
});
const [attacks, first] = [Number(values.attacks), Number(values.first)];

const { attackOf, Chance, LOG, reading, verifyFiles } = await fromSource(`
  export * from './libs/ledger/domain/index.js';
  export * from './test/support/chance.js';
  export * from './test/support/made-log.js';
  export * from './test/support/log-attackers.js';`);

const plain = {
  policy: { logKeys: [LOG.key], witnesses: [], quorum: 0 },
  kept: [],
  cosignedSince: null,
  mayWithhold: false,
};
const ARMS = {
  'found by one honest witness': ({ witness }) => ({
    ...plain,
    policy: { ...plain.policy, witnesses: [witness.signer.key], quorum: 1 },
    kept: [witness.newest],
  }),
  'found by one kept checkpoint': ({ kept }) => ({ ...plain, kept: [kept] }),
  'found by neither (control)': () => plain,
};

const NAMED = 'named with the hashes kept';
const arms = [...Object.keys(ARMS), NAMED];

const began = performance.now();
const table = {};
for (let seed = first; seed < first + attacks; seed++) {
  const attack = attackOf(new Chance(seed));
  const row = (table[attack.kind] ??= { attacks: 0, ...Object.fromEntries(arms.map((arm) => [arm, 0])) });
  row.attacks++;
  for (const [arm, knows] of Object.entries(ARMS))
    if (!(await verifyFiles(reading(attack.files), knows(attack))).ok) row[arm]++;
  const { kept, keptHashes, seq } = attack;
  const verdict = await verifyFiles(reading(attack.files), { ...plain, kept: [kept], keptHashes });
  if (!verdict.ok && verdict.until === null && verdict.seq === seq) row[NAMED]++;
}
console.table(table);
const totals = arms.map((arm) => Object.values(table).reduce((sum, row) => sum + row[arm], 0));
console.log(arms.map((arm, i) => `${arm}: ${totals[i]} of ${attacks}`).join('\n'));
console.log(`seeds ${first} to ${first + attacks - 1}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
const [byWitness, byKept, byNeither, named] = totals;
if (byWitness !== attacks || byKept !== attacks || byNeither !== 0 || named !== attacks) process.exitCode = 1;
