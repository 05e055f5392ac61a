import type { Actor } from '@broker/identity';
import type { Request } from 'express';

/** Metadata key of the act that a handler does. */
export const ACT = 'broker:act';

/** Cookie that holds the session's token. */
export const SESSION_COOKIE = 'broker_session';

/** A request that has passed the guard. */
export type PageRequest = Request & { actor?: Actor | null };

/** The session's token of a request, or an empty text. */
export function sessionToken(request: Request): string {
  const { [SESSION_COOKIE]: token } = (request.cookies ?? {}) as Record<string, unknown>;
  return typeof token === 'string' ? token : '';
}
