import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, say } from './surroundings.mjs';

const file = path.join(root, '.cache/bootstrap.lock');

/** Does the work while no other start of the same checkout does any; waits for one that does. */
export async function alone(work) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false; !take(); told = true) {
    if (!told) say('Waiting for another start in this checkout to finish installing or building …');
    await sleep(200);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!holderLives()) rmSync(file, { force: true });
  return false;
}

function holderLives() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!pid) return true; // being written just now
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
