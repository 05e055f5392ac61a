import { AGREEMENT_PERMISSIONS } from './agreement-permissions.js';
import { BREACH_PERMISSIONS } from './breach-permissions.js';
import { DEADLINES_PERMISSIONS } from './deadlines-permissions.js';
import { EXCHANGE_PERMISSIONS } from './exchange-permissions.js';
import { IDENTITY_PERMISSIONS } from './identity-permissions.js';

/**
 * The one table of permissions: act → who may do it, and by which clause. Every page, route and command asks it.
 * Whose submission or release it is, the rooms check against the row itself.
 */
export const PERMISSIONS = {
  ...IDENTITY_PERMISSIONS,
  ...AGREEMENT_PERMISSIONS,
  ...DEADLINES_PERMISSIONS,
  ...EXCHANGE_PERMISSIONS,
  ...BREACH_PERMISSIONS,
} as const;

/** The name of an act that may be permitted. */
export type Act = keyof typeof PERMISSIONS;
