import type { Command } from 'commander';

/** `broker migrate`: brings the database to the newest schema and ends. Run once before the apps of a new release start. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description('bring the database (DATABASE_URL, or the running broker of this checkout) to the newest schema')
    .action(async () => {
      const { loadConfig, migrateDatabase } = await import('@broker/platform');
      const done = await migrateDatabase(loadConfig().databaseUrl);
      console.log(done.length > 0 ? `Migrations done: ${done.join(', ')}` : 'The schema is current.');
    });
}
