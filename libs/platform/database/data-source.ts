import 'reflect-metadata';
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import { migrations } from './migrations/index.js';
import { PostgresNamingStrategy } from './naming-strategy.js';
import { APP_ROLE } from './row-security.js';
import { ScopedDataSource } from './scoped-data-source.js';

type EntityClass = (new (...args: never[]) => unknown) | EntitySchema;

/** Options of a connection pool to a database: `url` a postgres:// address, `entities` the rows it will map. */
export function dataSourceOptions(url: string, entities: EntityClass[] = []): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: entities as DataSourceOptions['entities'],
    migrations,
    migrationsTableName: 'migration',
    namingStrategy: new PostgresNamingStrategy(),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    poolSize: 10,
  };
}

/** The same as the application's own role, which row security binds. */
export const scopedOptions = (url: string, entities: EntityClass[] = []): DataSourceOptions => ({
  ...dataSourceOptions(url, entities),
  extra: { options: `-c role=${APP_ROLE}` },
});

/** Opens a connection pool as the owner of the tables; the caller closes it with `destroy()`. */
export function openDataSource(url: string, entities: EntityClass[] = []): Promise<DataSource> {
  return new ScopedDataSource(dataSourceOptions(url, entities)).initialize();
}
