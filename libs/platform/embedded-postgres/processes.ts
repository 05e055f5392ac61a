import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The fields after the name in Linux's own record of a process, the state first; null elsewhere. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Tells whether a process runs under this id, whoever owns it. One that ended and waits for its parent does not run. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

const askPs = (pid: number, column: string): string | null =>
  process.platform === 'win32'
    ? null
    : (spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? null);

/** The command line of a running process, or null when it cannot be learned. */
export function commandLineOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return askPs(pid, 'command');
  }
}

/**
 * A mark that two processes never share, even when the system gives the same id again after a restart:
 * the boot and the start time. Empty when it cannot be learned (Windows), and then the id alone must do.
 */
export function birthMarkOf(pid: number): string {
  const startedTicks = statOf(pid)?.[19];
  if (startedTicks) return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startedTicks}`;
  return askPs(pid, 'lstart')?.trim() ?? '';
}
