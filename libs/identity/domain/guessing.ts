const FREE_FAILURES = 5;
const WAIT_SECONDS_MAX = 300;

/**
 * How long the next attempt must wait, in seconds: nothing for the first five wrong passwords, then twice as long each time up
 * to five minutes. The account is never locked, so nobody can shut an officer out by guessing.
 */
export function waitAfterFailures(failures: number, lastFailedAt: Date | null, now: Date): number {
  if (failures < FREE_FAILURES || !lastFailedAt) return 0;
  const wait = Math.min(2 ** (failures - FREE_FAILURES), WAIT_SECONDS_MAX);
  const passed = (now.getTime() - lastFailedAt.getTime()) / 1000;
  return Math.max(0, Math.ceil(wait - passed));
}
