/** Time is a parameter: production passes the system clock, tests and drills pass one they can set. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** Name under which the clock is injected. */
export const CLOCK = Symbol('Clock');
