import { openDataSource } from '@broker/platform';
import type { DataSource } from 'typeorm';

/** Runs statements in an application's database as the owner of its tables, which the application itself cannot. */
export async function asOwner(dataSource: DataSource, ...statements: string[]): Promise<void> {
  const owner = await openDataSource((dataSource.options as { url: string }).url);
  try {
    for (const statement of statements) await owner.query(statement);
  } finally {
    await owner.destroy();
  }
}
