import { ROLES, type Permission } from './permission.js';

/** Acts on people and their sign-ins. */
export const IDENTITY_PERMISSIONS = {
  'home.view': { words: 'see this partnership', roles: ROLES, involvement: 'partnership', needs: [], clause: 'ISA-26' },
  'session.end': { words: 'sign out', roles: ROLES, involvement: 'own', needs: [], clause: 'ISA-26' },
} as const satisfies Record<string, Permission>;
