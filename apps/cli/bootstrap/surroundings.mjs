// What every step of the bootstrap shares. Node built-ins only: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** The folder of the checkout. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** Progress goes to stderr, so that the output of a command stays clean. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Ends the process with one sentence on what is wrong and one on how to mend it. */
export function giveUp(message, mend) {
  say(`${message} ${mend}`);
  process.exit(1);
}

/** Runs a Node program in the checkout with our terminal, and tells its exit code. Its output goes to stderr when `quiet`. */
export function runNode(args, { quiet = false, env = process.env } = {}) {
  const stdio = quiet ? ['ignore', 2, 2] : 'inherit';
  return spawnSync(process.execPath, args, { cwd: root, stdio, env }).status ?? 1;
}

/** Runs npm: the one that started us when there is one, so that its version and settings hold. */
export function runNpm(args, options) {
  const started = process.env.npm_execpath;
  if (started && /npm-cli\.c?js$/.test(started)) return runNode([started, ...args], options);
  const windows = process.platform === 'win32';
  const stdio = options?.quiet ? ['ignore', 2, 2] : 'inherit';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio, shell: windows }).status ?? 1;
}
