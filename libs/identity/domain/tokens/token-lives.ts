const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** An access token is good for this long. */
export const ACCESS_TOKEN_MINUTES = 15;

/** A program that has not refreshed its access for this long has lost it. */
export const REFRESH_IDLE_DAYS = 30;

/** A program is let in for this long at most. */
export const PROGRAM_DAYS_MAX = 180;

/** Two of the broker's processes may be this far apart in what time it is. */
export const CLOCK_SKEW_SECONDS = 5;

/** An instant some minutes after another (before it, when negative). */
export const minutesAfter = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * MINUTE_MS);

/** An instant some days of 24 hours after another (before it, when negative). */
export const daysAfter = (instant: Date, days: number): Date => new Date(instant.getTime() + days * DAY_MS);
