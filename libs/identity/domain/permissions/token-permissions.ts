import { ROLES, type Permission } from './permission.js';

/** Acts on the programs that act for an officer, and on their tokens. */
export const TOKEN_PERMISSIONS = {
  'token.view': {
    words: 'see the programs that act for you',
    roles: ROLES,
    involvement: 'own',
    needs: [],
    clause: 'ISA-26',
  },
  'token.end': { words: 'end a program of yours', roles: ROLES, involvement: 'own', needs: [], clause: 'ISA-26' },
  'program.view': {
    words: 'see and end every program that acts for your agency',
    roles: ['data-steward', 'signing-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-26',
  },
  'program.create': {
    words: 'let a program act for your agency',
    roles: ['data-steward', 'signing-officer'],
    involvement: 'own-agency',
    needs: ['step-up'],
    clause: 'ISA-26',
  },
} as const satisfies Record<string, Permission>;
