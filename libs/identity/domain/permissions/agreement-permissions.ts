import { ROLES, type Permission } from './permission.js';

/** Acts on the agreement and on the log. */
export const AGREEMENT_PERMISSIONS = {
  'agreement.view': {
    words: 'read the agreement',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-2',
  },
  'ledger.view': {
    words: 'see the proof of the log',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
} as const satisfies Record<string, Permission>;
