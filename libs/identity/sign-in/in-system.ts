import { asSystem } from '@broker/platform';
import type { DataSource, EntityManager } from 'typeorm';

/** A transaction that sees everybody's rows: sign-in belongs to no partnership, it finds out who somebody is. */
export const inSystem = <T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> =>
  asSystem(() => dataSource.transaction(work));
