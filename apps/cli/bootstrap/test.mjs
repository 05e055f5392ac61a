// `npm test`: every test, two workers. Further arguments go to Jest. The last line holds the counts.
import './check-node.mjs';

const { mkdirSync, readFileSync, rmSync } = await import('node:fs');
const path = await import('node:path');
const { ensureReady } = await import('./ready.mjs');
const { root, runNode } = await import('./surroundings.mjs');

await ensureReady({ dev: true });
mkdirSync(path.join(root, '.cache'), { recursive: true });
const resultsFile = path.join(root, `.cache/test-results-${process.pid}.json`);
const jest = path.join(root, 'node_modules/jest/bin/jest.js');
const status = runNode([jest, '-w', '2', '--json', `--outputFile=${resultsFile}`, ...process.argv.slice(2)], {
  // stdout would carry the JSON's announcement only; people read what goes to stderr
  env: { ...process.env, FORCE_COLOR: process.stderr.isTTY ? '1' : '0' },
});
const { passed, failed, skipped } = count();
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(status !== 0 || failed > 0 ? 1 : 0);

/** A test file that could not even be loaded counts as one failed test. */
function count() {
  try {
    const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(resultsFile, { force: true });
  }
}
