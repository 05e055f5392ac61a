import 'reflect-metadata';
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';
import { migrations } from './migrations/index.js';
import { PostgresNamingStrategy } from './naming-strategy.js';

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
    synchronize: false,
    poolSize: 10,
  };
}

/** Opens a connection pool; the caller closes it with `destroy()`. */
export function openDataSource(url: string, entities: EntityClass[] = []): Promise<DataSource> {
  return new DataSource(dataSourceOptions(url, entities)).initialize();
}
