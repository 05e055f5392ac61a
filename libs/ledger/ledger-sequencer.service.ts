import { Injectable, Logger } from '@nestjs/common';
import { LedgerService } from './ledger.service.js';

/** Time between two looks for entries that await their place, in milliseconds. */
const INTERVAL_MS = 500;

/** Gives new entries their place in the tree, soon after they were written. Any number may run at once; the worker runs one. */
@Injectable()
export class LedgerSequencer {
  private readonly log = new Logger(LedgerSequencer.name);
  private timer: NodeJS.Timeout | undefined;
  private pass: Promise<void> = Promise.resolve();
  private running = false;

  constructor(private readonly ledger: LedgerService) {}

  /** Begins to look every `intervalMs`. Does not keep the process alive. A failed look is logged and made up for by the next. */
  start(intervalMs = INTERVAL_MS): void {
    if (this.running) return;
    this.running = true;
    const look = (): void => {
      this.pass = this.sequence().finally(() => {
        if (this.running) this.timer = setTimeout(look, intervalMs).unref();
      });
    };
    look();
  }

  /** Ends the looking, once the look under way has ended. */
  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.timer);
    await this.pass;
  }

  private async sequence(): Promise<void> {
    try {
      while (this.running && (await this.ledger.sequencePending()) > 0);
    } catch (error) {
      this.log.error('Ledger entries could not be sequenced; the next look tries again', error);
    }
  }
}
