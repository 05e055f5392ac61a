const FREE_FAILURES = 5;
const WAIT_SECONDS_MAX = 300;

/** From one network this many wrong answers pass freely: a whole agency may stand behind one address. */
export const FREE_FAILURES_OF_NETWORK = 30;

/** After this long without a wrong answer, those before it count no more. */
export const FAILURES_FORGOTTEN_HOURS = 24;

/**
 * How long the next attempt must wait, in seconds: nothing for the first wrong answers (five, or `free`), then twice as long each time
 * up to five minutes. Nothing is ever locked, so nobody can shut an officer out by guessing.
 */
export function waitAfterFailures(
  failures: number,
  lastFailedAt: Date | null,
  now: Date,
  free: number = FREE_FAILURES,
): number {
  if (failures < free || !lastFailedAt) return 0;
  const wait = Math.min(2 ** (failures - free), WAIT_SECONDS_MAX);
  const passed = (now.getTime() - lastFailedAt.getTime()) / 1000;
  return Math.max(0, Math.ceil(wait - passed));
}
