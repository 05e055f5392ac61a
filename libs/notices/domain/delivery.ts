/** How an attempt to deliver a message ended. `fault` is a code such as `smtp/421`: never a message, which could name somebody. */
export type Delivery =
  | { outcome: 'sent' }
  /** There is nothing to say, or nobody to say it to, any more. */
  | { outcome: 'dropped'; fault: string }
  /** `isFinal`: trying again would change nothing. */
  | { outcome: 'failed'; fault: string; isFinal: boolean };

/** A message that has failed this often is given up: with the waiting times below, after three days. */
export const ATTEMPTS_MAX = 78;

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 3600;

/** Seconds to wait after the n-th failure (from 1): 30, twice as long each time, at most an hour. */
export const waitSeconds = (failures: number): number =>
  Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(failures - 1, 30));

/** A webhook that has failed this often without a success in between is switched off: after half a day or so of waiting. */
export const WEBHOOK_FAILURES_MAX = 20;
