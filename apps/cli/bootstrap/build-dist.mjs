import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { giveUp, root, runNode, say } from './surroundings.mjs';

const dist = path.join(root, 'dist');
const STAMP = '.built-from';

const isSource = (name) => name.endsWith('.ts') && !name.endsWith('spec.ts') && !name.endsWith('.d.ts');

function sources() {
  const under = ['apps', 'libs'].flatMap((top) =>
    readdirSync(path.join(root, top), { recursive: true }).map((name) => path.join(top, name)),
  );
  return [...under.filter(isSource).sort((a, b) => (a < b ? -1 : 1)), '.swcrc', 'package-lock.json'];
}

/** A mark of the text of every source file. */
function markOfSources() {
  const hash = createHash('sha256');
  for (const name of sources())
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(path.join(root, name)))
      .update('\0');
  return hash.digest('hex');
}

/** Tells whether dist was built from the sources as they stand. */
export function isBuilt() {
  try {
    return readFileSync(path.join(dist, STAMP), 'utf8') === markOfSources();
  } catch {
    return false;
  }
}

/** Compiles apps and libs beside dist and then puts the result in its place, so that dist is never half made. */
export function buildDist() {
  say('Building …');
  const mark = markOfSources();
  const unfinished = path.join(root, 'dist-unfinished'); // as deep as dist: source maps point to the sources from there
  const former = path.join(root, '.cache/dist-former');
  for (const folder of [unfinished, former]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const ignored = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.d.ts'].flatMap((pattern) => ['--ignore', pattern]);
  const args = ['apps', 'libs', '-d', unfinished, '--extensions', '.ts', '--quiet', ...ignored];
  if (runNode([path.join(root, 'node_modules/@swc/cli/bin/swc.js'), ...args], { quiet: true }) !== 0)
    giveUp('The sources could not be compiled; the reason stands above.', 'Mend the file it names, then start again.');
  writeFileSync(path.join(unfinished, STAMP), mark);
  if (existsSync(dist)) renameSync(dist, former);
  renameSync(unfinished, dist);
  rmSync(former, { recursive: true, force: true });
}
