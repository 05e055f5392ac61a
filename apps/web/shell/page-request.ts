import type { Actor } from '@broker/identity';
import type { Request } from 'express';

/** Metadata key of the act that a handler does. */
export const ACT = 'broker:act';

/** A request that has passed the guard. */
export type PageRequest = Request & { actor?: Actor | null };
