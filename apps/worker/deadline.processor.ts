import { Processor, WorkerHost } from '@nestjs/bullmq';
import { DEADLINE_QUEUE } from '@broker/deadlines';
import { DeadlineSweeper } from './deadline-sweeper.service.js';

/** Looks for what is due when woken. Being woken twice, early or not at all does no harm. */
@Processor(DEADLINE_QUEUE, { concurrency: 1 })
export class DeadlineProcessor extends WorkerHost {
  constructor(private readonly sweeper: DeadlineSweeper) {
    super();
  }

  async process(): Promise<void> {
    await this.sweeper.ring();
  }
}
