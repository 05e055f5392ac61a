import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { OutboxRelay } from '@broker/notices';

const SWEEP_MS = 5_000;

/** Sends what waits in the outbox, again and again: no message depends on the queue's memory. */
@Injectable()
export class OutboxSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(OutboxSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | null = null;

  constructor(private readonly outbox: OutboxRelay) {}

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
      await this.outbox.relay();
    } catch (error) {
      this.log.error('The sweep of the outbox did not end; the next one tries again', error);
    }
  }
}
