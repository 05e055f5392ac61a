import { ROLES, type Permission } from './permission.js';

/** Acts on notices, the ways by which they leave, and the health of the installation. */
export const NOTICES_PERMISSIONS = {
  'notice.view': { words: 'see your notices', roles: ROLES, involvement: 'own', needs: [], clause: 'ISA-32' },
  'notice.read': { words: 'mark your notices as read', roles: ROLES, involvement: 'own', needs: [], clause: 'ISA-32' },
  'notice.prefer': {
    words: 'choose how you are told of notices',
    roles: ROLES,
    involvement: 'own',
    needs: [],
    clause: 'ISA-30',
  },
  'webhook.manage': {
    words: 'manage the webhooks of your agency',
    roles: ['signing-officer', 'operator'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-22',
  },
  'system.view': {
    words: 'see the health of the installation',
    roles: ['operator'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
  'system.test-mail': {
    words: 'send yourself a test e-mail',
    roles: ['operator'],
    involvement: 'own',
    needs: [],
    clause: 'ISA-22',
  },
  'system.retry': {
    words: 'have messages tried again',
    roles: ['operator'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
} as const satisfies Record<string, Permission>;
