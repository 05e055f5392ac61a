import { ROLES, type Permission } from './permission.js';

/** Acts on posts, training and registrations, and on what a designated officer keeps. */
export const OFFICERS_PERMISSIONS = {
  'partner.view': {
    words: 'see how the partners keep the agreement',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-20',
  },
  'officer.nominate': {
    words: 'nominate an officer, name a deputy or end a nomination',
    roles: ['signing-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-20',
  },
  'officer.absence': {
    words: 'state an absence',
    roles: ROLES,
    involvement: 'own',
    needs: [],
    clause: 'ISA-20',
  },
  'officer.train': {
    words: 'record training',
    roles: ['signing-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
  'registration.record': {
    words: 'record your agency’s data protection registration',
    roles: ['designated-officer', 'signing-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-21',
  },
  'folder.view': {
    words: 'open your agency’s requests folder',
    roles: ['designated-officer', 'signing-officer', 'auditor', 'partnership-manager'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-21',
  },
  'folder.audit': {
    words: 'open the requests folder of any agency in the partnership, to audit it',
    roles: ['auditor'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
} as const satisfies Record<string, Permission>;
