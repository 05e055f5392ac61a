import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ClockWatch, DeadlineFiring, DeadlineWaker } from '@broker/deadlines';

const SWEEP_MS = 5_000;

/** Rings what is due, again and again: no deadline depends on the queue's memory, which only makes it ring sooner. */
@Injectable()
export class DeadlineSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(DeadlineSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private ringing: Promise<void> | null = null;
  private waking: Promise<void> | null = null;
  private mayRing = false;
  private isAskedAgain = false;

  constructor(
    private readonly watch: ClockWatch,
    private readonly firing: DeadlineFiring,
    private readonly waker: DeadlineWaker,
  ) {}

  onApplicationBootstrap(): void {
    void this.sweep();
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.ringing;
  }

  /** Rings what is due, unless the clock is not to be trusted. Called while it rings, it looks once more when that is done. */
  ring(): Promise<void> {
    this.isAskedAgain = this.ringing !== null;
    this.ringing ??= this.ringDue().finally(() => (this.ringing = null));
    return this.ringing;
  }

  private async sweep(): Promise<void> {
    this.mayRing = await this.watch.look().catch(this.tell('The clock of the database could not be read', false));
    // Not waited for: a queue that does not answer keeps nobody from ringing.
    this.waking ??= this.waker
      .wakeSoon()
      .then(() => undefined, this.tell('No wake-ups could be ordered', undefined))
      .finally(() => (this.waking = null));
    await this.ring();
  }

  private async ringDue(): Promise<void> {
    do {
      this.isAskedAgain = false;
      if (this.mayRing) await this.firing.fireDue().catch(this.tell('The sweep of deadlines did not end', 0));
    } while (this.isAskedAgain);
  }

  private tell<T>(what: string, otherwise: T): (error: unknown) => T {
    return (error) => {
      this.log.error(`${what}; the next sweep tries again`, error);
      return otherwise;
    };
  }
}
