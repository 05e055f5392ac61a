import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SubmissionWaker } from '@broker/exchange';
import { LedgerSequencer } from '@broker/ledger';

const SWEEP_MS = 5_000;

/** Asks PostgreSQL again and again what waits, so that nothing depends on the queue's memory; and keeps the ledger in sequence. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Sweeper.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly waker: SubmissionWaker,
    private readonly sequencer: LedgerSequencer,
  ) {}

  onApplicationBootstrap(): void {
    this.sequencer.start();
    const sweep = async (): Promise<void> => {
      try {
        await this.waker.sweep();
        await this.waker.sweepSpool();
      } catch (error) {
        this.log.error('The sweep did not end; the next one tries again', error);
      }
    };
    void sweep();
    this.timer = setInterval(() => void sweep(), SWEEP_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sequencer.stop();
  }
}
