import { createPostgresBackend, setDefaultBackendFactory, type QueueOptions } from 'bullmq';

/** Schema of the queue's tables when BullMQ runs on PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';

/**
 * Chooses what carries the queues: Redis when there is an address for it, otherwise PostgreSQL.
 * Must be called before the first queue is made.
 */
export function queueConnection(databaseUrl: string, redisUrl: string | null): QueueOptions['connection'] {
  if (redisUrl) {
    setDefaultBackendFactory();
    return { url: redisUrl, maxRetriesPerRequest: null };
  }
  setDefaultBackendFactory(createPostgresBackend);
  return { connectionString: databaseUrl, max: 4, schema: QUEUE_SCHEMA };
}
