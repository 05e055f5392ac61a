import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { birthMarkOf, isAlive } from './processes.js';
import { StartFault } from './start-fault.js';

interface Holder {
  pid: number;
  birthMark: string;
}

/** The live process that holds the lock file, or null when nobody does (a file left by a killed process does not count). */
export function lockHolder(lockFile: string): number | null {
  try {
    const { pid, birthMark } = JSON.parse(readFileSync(lockFile, 'utf8')) as Holder;
    return isAlive(pid) && birthMarkOf(pid) === birthMark ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Takes the lock file for this process and hands back the function that gives it up.
 * Throws a StartFault when another live process holds it.
 */
export function lockFolder(lockFile: string, folder: string): () => void {
  const own = `${lockFile}.${process.pid}`;
  const holder: Holder = { pid: process.pid, birthMark: birthMarkOf(process.pid) };
  writeFileSync(own, JSON.stringify(holder), { mode: 0o644 });
  try {
    for (let attempt = 0; ; attempt++) {
      const other = lockHolder(lockFile);
      if (other !== null || attempt === 5)
        throw new StartFault(
          `The data folder ${folder} is in use by another running broker (process ${other}).`,
          'Stop that broker first, or set DATA_DIR to another folder.',
        );
      rmSync(lockFile, { force: true });
      try {
        linkSync(own, lockFile); // fails when another process was quicker, so that exactly one wins
        return () => rmSync(lockFile, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
}
