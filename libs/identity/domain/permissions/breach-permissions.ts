import type { Permission } from './permission.js';

/** Acts on breaches of the agreement. */
export const BREACH_PERMISSIONS = {} as const satisfies Record<string, Permission>;
