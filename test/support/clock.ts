import type { Clock } from '@broker/kernel';

/** A clock that stands still until it is set. */
export class SettableClock implements Clock {
  private instant: Date;

  /** @param instant where it stands, for example `'2026-11-20T09:00:00Z'`. */
  constructor(instant: Date | string = '2026-11-20T09:00:00Z') {
    this.instant = new Date(instant);
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date | string): void {
    this.instant = new Date(instant);
  }

  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const hours = (by.days ?? 0) * 24 + (by.hours ?? 0);
    const seconds = (hours * 60 + (by.minutes ?? 0)) * 60 + (by.seconds ?? 0);
    this.instant = new Date(this.instant.getTime() + seconds * 1000);
  }
}
