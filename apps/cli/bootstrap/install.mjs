import { readFileSync } from 'node:fs';
import path from 'node:path';
import { giveUp, root, runNpm, say } from './surroundings.mjs';

const packagesIn = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;

/**
 * Tells whether node_modules holds what the lock file asks for, by npm's own record of what it installed.
 * Packages for other platforms are never there; the developers' packages only count when `dev` asks for them.
 */
export function isInstalled({ dev }) {
  let installed;
  try {
    installed = packagesIn('node_modules/.package-lock.json');
  } catch {
    return false;
  }
  return Object.entries(packagesIn('package-lock.json')).every(([place, wanted]) => {
    if (place === '' || installed[place]?.version === wanted.version) return true;
    if (installed[place]) return false;
    return wanted.optional || wanted.devOptional || wanted.peer || (wanted.dev && !dev);
  });
}

/** Installs exactly what the lock file says, with the npm settings of this computer. */
export function install({ dev }) {
  say('Installing the packages this broker is made of (well under a minute; only after the code has changed) …');
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
    ...(dev ? ['--include=dev'] : []),
  ];
  if (runNpm(args, { quiet: true }) !== 0)
    giveUp(
      'The packages could not be installed; the reason stands above.',
      'Check that this computer reaches its npm registry and that the disk has 1 GB free, then start again.',
    );
}
