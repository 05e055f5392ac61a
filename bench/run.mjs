// npm run bench [-- name [options]]: runs bench/<name>.bench.mjs; `road` without a name.
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.bench\.mjs$/.exec(file)?.[1] ?? []);
const hasName = process.argv.length > 2 && !process.argv[2].startsWith('-');
const asked = hasName ? process.argv.splice(2, 1)[0] : 'road';
if (names.includes(asked)) await import(`./${asked}.bench.mjs`);
else {
  console.error(`There is no benchmark "${asked}". There are: ${names.join(', ')}.`);
  process.exitCode = 1;
}
