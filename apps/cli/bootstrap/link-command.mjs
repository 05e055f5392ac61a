import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './surroundings.mjs';

const folder = path.join(root, 'node_modules/.bin');
const name = path.join(folder, process.platform === 'win32' ? 'broker.cmd' : 'broker');

export const isLinked = () => lstatSync(name, { throwIfNoEntry: false }) !== undefined;

/** Lets `npx broker` work inside the checkout: npm links the commands of packages, not the checkout's own. */
export function linkCommand() {
  mkdirSync(folder, { recursive: true });
  if (process.platform === 'win32') writeFileSync(name, '@node "%~dp0..\\..\\apps\\cli\\broker.mjs" %*\r\n');
  else symlinkSync('../../apps/cli/broker.mjs', name);
}
