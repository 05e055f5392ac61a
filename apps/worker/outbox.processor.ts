import { Processor, WorkerHost } from '@nestjs/bullmq';
import { OUTBOX_QUEUE, OutboxRelay } from '@broker/notices';

/** Sends what waits in the outbox when woken. Being woken twice, or by nobody for a while, does no harm. */
@Processor(OUTBOX_QUEUE, { concurrency: 1 })
export class OutboxProcessor extends WorkerHost {
  constructor(private readonly outbox: OutboxRelay) {
    super();
  }

  process(): Promise<number> {
    return this.outbox.relay();
  }
}
