import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Tells whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const askPs = (pid: number, column: string): string =>
  process.platform === 'win32'
    ? ''
    : (spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();

/** The command line of a running process; empty when it cannot be learned. */
export function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return askPs(pid, 'command');
  }
}

/**
 * A mark that two processes never share, even when the system gives the same id again after a restart:
 * the boot and the start time. Empty when it cannot be learned (Windows), and then the id alone must do.
 */
export function birthMarkOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const startedTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startedTicks}`;
  } catch {
    return askPs(pid, 'lstart');
  }
}
