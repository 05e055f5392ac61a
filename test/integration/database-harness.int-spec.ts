import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createEmptyDatabase, createTestDatabase } from '../support/database.js';
import { startTestRedis } from '../support/redis.js';

async function tablesOf(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  await client.end();
  return rows.map((row) => row.name);
}

describe('the database harness', () => {
  it('hands out migrated databases that do not share rows', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(one.url).not.toBe(other.url);
    expect(await tablesOf(one.url)).toContain('migration');
    expect(await tablesOf(other.url)).toContain('migration');
    await Promise.all([one.drop(), other.drop()]);
    await expect(tablesOf(one.url)).rejects.toThrow('does not exist');
  });

  it('hands out an empty database', async () => {
    const empty = await createEmptyDatabase();
    expect(await tablesOf(empty.url)).toEqual([]);
    await empty.drop();
  });
});

describe('the Redis harness', () => {
  it('starts a server that answers, and stops it', async () => {
    const redis = await startTestRedis();
    if (!redis) return;
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
    await redis.stop();
  });
});
