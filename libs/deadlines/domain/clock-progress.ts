/** One look at two clocks: the database's (epoch) and the process's own steady one, which nobody can set; both in milliseconds. */
export interface ClockReading {
  databaseMs: number;
  steadyMs: number;
}

/** A clock may stray by this much before nothing rings by it any more. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** How far the database's clock has gone ahead of (or, negative, fallen behind) the time that really went by, in milliseconds. */
export const strayMs = (before: ClockReading, now: ClockReading): number =>
  now.databaseMs - before.databaseMs - (now.steadyMs - before.steadyMs);

/** Whether the database's clock has gone on as time did since a reading that was trusted. */
export const isSteady = (before: ClockReading, now: ClockReading): boolean =>
  Math.abs(strayMs(before, now)) <= CLOCK_TOLERANCE_MS;
