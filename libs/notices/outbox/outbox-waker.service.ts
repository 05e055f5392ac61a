import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { OUTBOX_QUEUE, type OutboxJob } from './outbox-queue.js';

/** Wakes a relay the moment a transaction that entered messages has committed. When the queue does not answer, the next sweep does it. */
@Injectable()
export class OutboxWaker implements EntitySubscriberInterface {
  private readonly log = new Logger(OutboxWaker.name);
  private readonly entered = new WeakMap<QueryRunner, string[]>();

  constructor(
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue<OutboxJob>,
    dataSource: DataSource,
  ) {
    dataSource.subscribers.push(this);
  }

  /** Remembers messages that were entered in a transaction that is still open. */
  remember(manager: EntityManager, messageIds: readonly string[]): void {
    const runner = manager.queryRunner;
    if (runner) this.entered.set(runner, [...(this.entered.get(runner) ?? []), ...messageIds]);
  }

  afterTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): void {
    const [messageId] = this.entered.get(queryRunner) ?? [];
    // A savepoint that is released leaves the transaction open.
    if (!messageId || queryRunner.isTransactionActive) return;
    this.entered.delete(queryRunner);
    // One wake-up for all of them: a relay that is awake sends everything that waits.
    void this.wake(messageId);
  }

  afterTransactionRollback({ queryRunner }: { queryRunner: QueryRunner }): void {
    if (!queryRunner.isTransactionActive) this.entered.delete(queryRunner);
  }

  private async wake(messageId: string): Promise<void> {
    const options = { jobId: `outbox-${messageId}`, removeOnComplete: true, removeOnFail: true };
    await this.queue.add('relay', { messageId }, options).catch(() => {
      this.log.warn('the queue does not answer; what is in the outbox waits for the sweep');
    });
  }
}
