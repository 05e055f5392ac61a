import { accept, refuse, RefusedError, type Result } from '@broker/kernel';
import type { DataSource, EntityManager } from 'typeorm';

/** Does one act in one transaction. A refusal thrown in it undoes everything and comes back as a value. */
export async function inOneAct<T>(
  dataSource: DataSource,
  act: (manager: EntityManager) => Promise<T>,
): Promise<Result<T>> {
  try {
    return accept(await dataSource.transaction(act));
  } catch (error) {
    if (error instanceof RefusedError) return refuse(error.refusal);
    throw error;
  }
}
