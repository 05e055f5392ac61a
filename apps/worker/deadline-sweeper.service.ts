import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DeadlineFiring } from '@broker/deadlines';

const SWEEP_MS = 5_000;

/** Rings what is due, again and again: no deadline depends on the queue's memory. */
@Injectable()
export class DeadlineSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(DeadlineSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | null = null;

  constructor(private readonly firing: DeadlineFiring) {}

  onApplicationBootstrap(): void {
    const sweep = (): void => {
      this.sweeping ??= this.sweep().finally(() => (this.sweeping = null));
    };
    sweep();
    this.timer = setInterval(sweep, SWEEP_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    try {
      await this.firing.fireDue();
    } catch (error) {
      this.log.error('The sweep of deadlines did not end; the next one tries again', error);
    }
  }
}
