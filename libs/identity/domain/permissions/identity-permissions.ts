import { ROLES, type Permission } from './permission.js';

/** Acts on people and their sign-ins. */
export const IDENTITY_PERMISSIONS = {
  'home.view': { words: 'see this partnership', roles: ROLES, involvement: 'partnership', needs: [], clause: 'ISA-26' },
  'session.end': { words: 'sign out', roles: ROLES, involvement: 'own', needs: [], clause: 'ISA-26' },
  'session.step-up': {
    words: 'confirm that it is you',
    roles: ROLES,
    involvement: 'own',
    needs: [],
    clause: 'ISA-26',
  },
  'account.view': { words: 'see your account', roles: ROLES, involvement: 'own', needs: [], clause: 'ISA-26' },
  'account.change': {
    words: 'change how you sign in',
    roles: ROLES,
    involvement: 'own',
    needs: ['step-up'],
    clause: 'ISA-26',
  },
} as const satisfies Record<string, Permission>;
