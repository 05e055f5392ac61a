// `npm run check`: all that must hold before a change goes in. `--static` leaves the tests out.
import './check-node.mjs';

const { ensureReady } = await import('./ready.mjs');
const { runNpm } = await import('./surroundings.mjs');

await ensureReady({ dev: true });
const STATIC = ['format:check', 'lint', 'typecheck', 'boundaries'].map((script) => ['run', '--silent', script]);
const steps = process.argv.includes('--static') ? STATIC : [...STATIC, ['test', '--silent']];
const failed = [];
for (const args of steps) {
  const name = args.at(-1) === '--silent' ? 'npm test' : args.at(-1);
  console.log(`\n== ${name}`);
  const ok = runNpm(args) === 0;
  if (!ok) failed.push(name);
  // The tests end with their counts, which must stay the last line.
  if (name !== 'npm test') console.log(ok ? `${name}: holds` : `${name}: FAILED`);
  else if (failed.length > 1 || (failed.length === 1 && ok))
    console.error(`Failed before the tests: ${failed.join(', ')}`);
}
process.exit(failed.length === 0 ? 0 : 1);
