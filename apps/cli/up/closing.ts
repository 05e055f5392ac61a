import { setTimeout as sleep } from 'node:timers/promises';

const STEP_LIMIT_MS = 8000;
const PARENT_CHECK_MS = 500;
const SAME_PRESS_MS = 1000;
const FORCED = 130;

/** Ends what was started, the last first, once: at a signal, at a fault, or not at all. */
export class Closing {
  private readonly steps: (() => unknown)[] = [];
  private begun = false;

  /** Adds what is to be done at the end; a step that fails or hangs does not keep the others from their turn. */
  add(step: () => unknown): void {
    this.steps.push(step);
  }

  get hasBegun(): boolean {
    return this.begun;
  }

  /**
   * Ends at Ctrl-C, `kill` and a closed terminal; the second time without waiting.
   * One Ctrl-C can arrive twice, from the terminal and from npm: what follows at once is the same one.
   */
  listenToSignals(): void {
    let firstAt = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (this.begun && performance.now() - firstAt < SAME_PRESS_MS) return;
        if (this.begun) process.exit(FORCED);
        firstAt = performance.now();
        console.log('Stopping …');
        void this.end(0);
      });
  }

  /** Ends when the process that started us is gone; for a parent that does not pass its signals on. */
  endWithParent(): void {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) void this.end(0);
    }, PARENT_CHECK_MS).unref();
  }

  /** Does every step and ends the process. */
  async end(exitCode: number): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    for (const step of this.steps.toReversed()) {
      try {
        await Promise.race([step(), sleep(STEP_LIMIT_MS)]);
      } catch (error) {
        console.error(error);
      }
    }
    process.exit(exitCode);
  }
}
