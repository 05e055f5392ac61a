import type { Permission } from './permission.js';

/** Acts on deadlines, the calendar and notices. */
export const DEADLINES_PERMISSIONS = {} as const satisfies Record<string, Permission>;
