import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OutboxChannel } from './outbox-message.entity.js';

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
  constructor(private readonly dataSource: DataSource) {}

  /** Every channel that has ever carried something, by name. */
  channels(): Promise<ChannelView[]> {
    return this.dataSource.query<ChannelView[]>(
      `SELECT channel, count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
              count(*) FILTER (WHERE state = 'dead')::int AS dead,
              max(ended_at) FILTER (WHERE state = 'sent') AS "lastSuccessAt",
              (array_agg(fault ORDER BY next_at DESC) FILTER (WHERE fault IS NOT NULL AND state IN ('waiting','dead')))[1] AS fault,
              min(made_at) FILTER (WHERE state = 'waiting') AS "oldestAt"
         FROM outbox_message GROUP BY channel ORDER BY channel`,
    );
  }
}
