import { accept, RefusedError, refuse, type Result } from '@broker/kernel';
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

/** The value of a result; a refusal is thrown, so that the transaction leaves nothing behind. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusedError(result.refusal);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text from an address can be the id of a row. */
export const isId = (text: string): boolean => UUID.test(text);
