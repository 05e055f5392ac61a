import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionFault } from './connection-fault.js';

const LOOK_AGAIN_MS = 50;
const PATIENCE_MS = 30_000;

/**
 * Does work that no other command of this computer does at the same time under the same lock file. A lock whose command is no more
 * does not count. Throws a ConnectionFault when a living one holds it for too long.
 */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(lock), { recursive: true, mode: 0o700 });
  await take(lock);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<void> {
  const patientUntil = performance.now() + PATIENCE_MS;
  while (!(await isTaken(lock))) {
    if (await isAbandoned(lock)) await rm(lock, { force: true });
    else await sleep(LOOK_AGAIN_MS);
    if (performance.now() > patientUntil)
      throw new ConnectionFault(
        'Another command renews the sign-in and does not end.',
        `If none runs, remove ${lock}.`,
      );
  }
}

async function isTaken(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    await file.write(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the command that wrote its id into the lock has ended. One that has not written it yet is just beginning. */
async function isAbandoned(lock: string): Promise<boolean> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
