import { RefusedError, type Result } from '@broker/kernel';

/** The value of a result; a refusal is thrown, and answered as a problem. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusedError(result.refusal);
}
