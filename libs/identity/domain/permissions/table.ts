import type { Refusal } from '@broker/kernel';
import { ACCESS_PERMISSIONS } from './access-permissions.js';
import { AGREEMENT_PERMISSIONS } from './agreement-permissions.js';
import { BREACH_PERMISSIONS } from './breach-permissions.js';
import { DEADLINES_PERMISSIONS } from './deadlines-permissions.js';
import { EXCHANGE_PERMISSIONS } from './exchange-permissions.js';
import { IDENTITY_PERMISSIONS } from './identity-permissions.js';
import { NOTICES_PERMISSIONS } from './notices-permissions.js';

/**
 * The one table of permissions: act → who may do it, and by which clause. Every page, route and command asks it.
 * Whose submission or release it is, the rooms check against the row itself.
 */
export const PERMISSIONS = {
  ...IDENTITY_PERMISSIONS,
  ...ACCESS_PERMISSIONS,
  ...AGREEMENT_PERMISSIONS,
  ...DEADLINES_PERMISSIONS,
  ...NOTICES_PERMISSIONS,
  ...EXCHANGE_PERMISSIONS,
  ...BREACH_PERMISSIONS,
} as const;

/** The name of an act that may be permitted. */
export type Act = keyof typeof PERMISSIONS;

/** Whether a text names an act of the table. */
export const isAct = (text: unknown): text is Act => typeof text === 'string' && Object.hasOwn(PERMISSIONS, text);

/** Somebody asked about an act that the table does not hold. */
export const noSuchAct: Refusal = {
  code: 'identity/no-such-act',
  clause: 'ISA-26',
  message: 'The table of permissions holds no such act.',
  mend: 'Choose one from the table of who may do what.',
};
