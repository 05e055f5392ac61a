import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';

/** Queue that wakes workers at the moments at which alarms ring. */
export const DEADLINE_QUEUE = 'deadlines';

/** How far ahead wake-ups are ordered: two sweeps, so that a lost one is ordered again before its time. */
const AHEAD_SECONDS = 10;

/** Moments ordered at once, at most; more are left to the next sweep. */
const MOMENTS_MAX = 1_000;

/**
 * Orders wake-ups for the alarms of the next seconds, one for each moment. A wake-up holds nothing: what rings is asked of
 * PostgreSQL. One that is lost makes its alarms ring at the next sweep, one too many rings nothing.
 */
@Injectable()
export class DeadlineWaker {
  constructor(
    @InjectQueue(DEADLINE_QUEUE) private readonly queue: Queue<Record<string, never>>,
    private readonly dataSource: DataSource,
  ) {}

  /** Orders the next wake-ups; the delays are counted by the database's clock. @returns for how many moments. */
  async wakeSoon(): Promise<number> {
    const moments = await this.dataSource.query<{ ringsAt: Date; delayMs: number; now: Date }[]>(
      `SELECT rings_at AS "ringsAt", clock_timestamp() AS now,
              ceil(extract(epoch FROM rings_at - broker_now()) * 1000)::int AS "delayMs"
         FROM (SELECT DISTINCT rings_at FROM deadline_alarm
                WHERE state = 'armed' AND rings_at > broker_now()
                  AND rings_at <= broker_now() + interval '${AHEAD_SECONDS} seconds'
                ORDER BY rings_at LIMIT ${MOMENTS_MAX}) AS soon`,
    );
    const jobs = moments.map(({ ringsAt, delayMs, now }) => ({
      name: 'wake',
      data: {},
      opts: {
        jobId: `wake-${ringsAt.getTime()}`,
        delay: Math.max(delayMs, 1),
        timestamp: now.getTime(),
        removeOnComplete: true,
        removeOnFail: true,
      },
    }));
    if (jobs.length > 0) await this.queue.addBulk(jobs);
    return jobs.length;
  }
}
