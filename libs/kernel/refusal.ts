/** A paragraph of the agreement (`ISA-24`, `ISA-32b`), of the Schedule to SI 2007/1831 (`SI-9`), or of another law (`CDA-115`). */
export type Clause = `ISA-${string}` | `SI-${string}` | `CDA-${string}` | `DPA-${string}`;

/** Where in an uploaded file a fault lies. Rows count from 1, the header being row 1. Never holds the value itself. */
export interface FaultPlace {
  row?: number;
  column?: string;
}

/**
 * The answer "no", as a value: shown the same way on a page, in JSON (RFC 9457) and on the command line.
 * `message` says what is wrong, `mend` how to put it right; neither ever holds personal details.
 */
export interface Refusal {
  /** `room/what`, for example `exchange/not-a-signatory`. */
  code: string;
  clause: Clause;
  message: string;
  mend: string;
  where?: FaultPlace;
}

/** Either the value asked for, or the refusal. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Wraps a value as a successful result. */
export const accept = <T>(value: T): Result<T> => ({ ok: true, value });

/** Wraps a refusal as a result. */
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** A broken invariant: a fault of the program, never of the person who uses it. */
export class DomainError extends Error {
  override name = 'DomainError';
}

/** Carries a refusal through code that can only throw (streams, parsers); caught at the edge of the room and turned back into a value. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
  }
}

/** The value of a result; a refusal is thrown as RefusedError, so that a transaction around it leaves nothing behind. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusedError(result.refusal);
}
