import { runMigrations } from 'bullmq';
import pg from 'pg';
import { QUEUE_SCHEMA } from '../queue/queue-connection.js';
import { openDataSource } from './data-source.js';
import { asSystem } from './row-scope.js';

/** One number, known to every broker, under which only one of them migrates a database at a time. */
const MIGRATION_LOCK = 1_831_2007;

/**
 * Brings a database to the newest schema, the queue's own tables included. Safe to call twice and from several processes at once.
 * @returns the names of the migrations that ran, empty when the schema was current.
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const guard = new pg.Client({ connectionString: url });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = await openDataSource(url);
    try {
      const done = await asSystem(() => dataSource.runMigrations({ transaction: 'each' }));
      await runMigrations(guard, QUEUE_SCHEMA);
      return done.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await guard.end();
  }
}
