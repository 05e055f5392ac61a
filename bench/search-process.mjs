// One search in a process of its own: node search-process.mjs <engine> <file> <hierarchy prefix> <k> <limit> <warm> <rounds>
// Prints a line of JSON. The engine is the folder of the compiled library.
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [engine, file, prefix, k, limit, warm, rounds] = process.argv.slice(2);
const { anonymise, GeneralisationHierarchy, kAnonymity, TableReader } = await import(pathToFileURL(engine).href);

function read() {
  const reader = new TableReader({ separator: ';' });
  const handle = openSync(file);
  const chunk = Buffer.alloc(2 ** 20);
  for (let bytes = readSync(handle, chunk); bytes > 0; bytes = readSync(handle, chunk))
    reader.push(chunk.subarray(0, bytes));
  closeSync(handle);
  return reader.finish();
}

function quasiIdentifiersOf(table) {
  return table.columns.flatMap(({ name }) => {
    const path = `${prefix}_hierarchy_${name}.csv`;
    if (!existsSync(path)) return [];
    const rows = readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);
    return [{ column: name, hierarchy: new GeneralisationHierarchy(rows.map((row) => row.split(';'))) }];
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const [loads, searches] = [[], []];
let answer;
let names;
for (let round = 0; round < Number(warm) + Number(rounds); round += 1) {
  const beganAt = performance.now();
  const table = read();
  const readAt = performance.now();
  const quasiIdentifiers = quasiIdentifiersOf(table);
  names = quasiIdentifiers.map(({ column }) => column);
  const result = anonymise({
    table,
    quasiIdentifiers,
    models: [kAnonymity(Number(k))],
    suppressionLimit: Number(limit),
  });
  if (!result.ok) throw new Error(result.refusal.message);
  answer = result.value;
  if (round < Number(warm)) continue;
  loads.push(readAt - beganAt);
  searches.push(performance.now() - readAt);
}
console.log(
  JSON.stringify({
    loadMs: median(loads),
    searchMs: median(searches),
    loss: answer.loss,
    suppressed: answer.suppressed,
    transform: names.map((name, index) => `${name}=${answer.levels[index]}`).join(' '),
    checks: answer.checks,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
