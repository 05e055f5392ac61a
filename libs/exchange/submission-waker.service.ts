import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { SpoolService } from '@broker/platform';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { SUBMISSION_QUEUE, type SubmissionJob } from './submission-queue.js';

/** A spooled file that no submission owns is an upload that never ended; it is removed after this long. */
const ORPHAN_MINUTES = 60;

/** Wakes workers. The queue only wakes: what waits is asked of PostgreSQL, so an emptied queue loses nothing. */
@Injectable()
export class SubmissionWaker {
  private readonly log = new Logger(SubmissionWaker.name);

  constructor(
    @InjectQueue(SUBMISSION_QUEUE) private readonly queue: Queue<SubmissionJob>,
    private readonly dataSource: DataSource,
    private readonly spool: SpoolService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Wakes a worker for one submission. When the queue does not answer, the next sweep does it.
   * @param attempt how many workers have begun on it: a wake-up that a dead worker still holds does not stand in the way of a new one.
   */
  async wake(submissionId: string, attempt = 0): Promise<void> {
    const jobId = `submission-${submissionId}-${attempt}`;
    const options = { jobId, removeOnComplete: true, removeOnFail: true };
    await this.queue.add('check', { submissionId }, options).catch(() => {
      this.log.warn(`queue does not answer; submission ${submissionId} waits for the sweep`);
    });
  }

  /** Wakes a worker for every submission that waits, or whose worker has died. @returns how many. */
  async sweep(): Promise<number> {
    const waiting = await this.dataSource.query<{ id: string; attempts: number }[]>(
      `SELECT id, attempts FROM submission WHERE state = 'received' OR (state = 'checking' AND lease_until < $1)`,
      [this.clock.now()],
    );
    for (const { id, attempts } of waiting) await this.wake(id, attempts);
    return waiting.length;
  }

  /** Removes spooled files whose upload never ended. @returns how many. */
  async sweepSpool(): Promise<number> {
    const limit = this.clock.now().getTime() - ORPHAN_MINUTES * 60_000;
    const old = (await this.spool.waiting()).filter(({ changedAt }) => changedAt.getTime() < limit);
    const owned = await this.dataSource.query<{ id: string }[]>(
      `SELECT id::text AS id FROM submission WHERE spool_key IS NOT NULL`,
    );
    const kept = new Set(owned.map(({ id }) => id));
    const orphans = old.filter(({ id }) => !kept.has(id));
    for (const { id } of orphans) await this.spool.remove(id);
    return orphans.length;
  }
}
