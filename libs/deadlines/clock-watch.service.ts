import { performance } from 'node:perf_hooks';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isSteady, strayMs, type ClockReading } from './domain/index.js';

/** Name under which a worker's steady clock (milliseconds that only ever go up) is injected. */
export const STEADY_CLOCK = Symbol('SteadyClock');

/** A clock that nobody can set. */
export type SteadyClock = () => number;

/** The steady clock of the process. */
export const processClock: SteadyClock = () => performance.now();

/**
 * Watches the clock that deadlines go by. When it jumps by more than five minutes against the time that really went by, this
 * worker rings nothing until the clock is right again, and says so in the log.
 */
@Injectable()
export class ClockWatch {
  private readonly log = new Logger(ClockWatch.name);
  private trusted: ClockReading | null = null;
  private isHeld = false;
  private vouchedAt: number | null = null;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(STEADY_CLOCK) private readonly steadyClock: SteadyClock,
  ) {}

  /** Looks at the clock and, when it may be trusted, keeps how far it has come. @returns whether it may be trusted. */
  async look(): Promise<boolean> {
    const { vouchedAt, ...clock } = await this.databaseClock();
    const reading = { ...clock, steadyMs: this.steadyClock() };
    if (vouchedAt !== this.vouchedAt) this.trusted = null; // an operator knows better than what this worker has seen
    this.vouchedAt = vouchedAt;
    const stray = this.trusted ? strayMs(this.trusted, reading) : 0;
    const mayTrust = !reading.isPutBack && (this.trusted === null || isSteady(this.trusted, reading));
    if (mayTrust) this.trusted = reading;
    if (mayTrust) await this.dataSource.query('UPDATE clock_watch SET seen_at = greatest(seen_at, clock_timestamp())');
    if (this.isHeld === mayTrust) this.tell(mayTrust, stray);
    this.isHeld = !mayTrust;
    return mayTrust;
  }

  private tell(mayTrust: boolean, stray: number): void {
    if (mayTrust) return this.log.warn('The clock of the database is right again; alarms ring.');
    const jump = stray === 0 ? 'stands before what it has shown already' : `jumped by ${Math.round(stray / 1000)} s`;
    this.log.error(
      `The clock of the database ${jump}; no alarm rings until it is right. See docs/how-to/deadlines.md.`,
    );
  }

  private async databaseClock(): Promise<{ databaseMs: number; isPutBack: boolean; vouchedAt: number | null }> {
    const [row] = await this.dataSource.query<[{ now: Date; isPutBack: boolean; trustedAt: Date | null }]>(
      `SELECT clock_timestamp() AS now, clock_is_put_back() AS "isPutBack", trusted_at AS "trustedAt" FROM clock_watch`,
    );
    return {
      databaseMs: row.now.getTime(),
      isPutBack: row.isPutBack,
      vouchedAt: row.trustedAt?.getTime() ?? null,
    };
  }
}
