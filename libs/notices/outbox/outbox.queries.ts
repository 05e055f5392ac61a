import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { asSystem } from '@broker/platform';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import type { OutboxChannel } from './outbox-message.entity.js';
import { OUTBOX_QUEUE } from './outbox-queue.js';

/** How one channel fares. */
export interface ChannelView {
  channel: OutboxChannel;
  waiting: number;
  /** Given up, until an operator tries them again. */
  dead: number;
  lastSuccessAt: Date | null;
  /** Code of what went wrong last with a message that waits or was given up. */
  fault: string | null;
  /** When the oldest message that waits was made. */
  oldestAt: Date | null;
}

/** What the operator reads about the outbox. */
@Injectable()
export class OutboxQueries {
  constructor(
    private readonly dataSource: DataSource,
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue,
  ) {}

  /** Whether the queue that wakes workers answers. Without it everything still happens, at the next sweep. */
  async isQueueThere(): Promise<boolean> {
    return this.queue.getJobCounts('wait').then(
      () => true,
      () => false,
    );
  }

  /** Every channel that has ever carried something, by name: the whole installation's, in counts alone. */
  channels(): Promise<ChannelView[]> {
    return asSystem(() =>
      this.dataSource.query<ChannelView[]>(
        `SELECT channel, count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
              count(*) FILTER (WHERE state = 'dead')::int AS dead,
              max(ended_at) FILTER (WHERE state = 'sent') AS "lastSuccessAt",
              (array_agg(fault ORDER BY next_at DESC) FILTER (WHERE fault IS NOT NULL AND state IN ('waiting','dead')))[1] AS fault,
              min(made_at) FILTER (WHERE state = 'waiting') AS "oldestAt"
         FROM outbox_message GROUP BY channel ORDER BY channel`,
      ),
    );
  }
}
