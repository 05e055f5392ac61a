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
  'agreement.draft': {
    words: 'draft the agreement or send it for signature',
    roles: ['partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-2',
  },
  'agreement.sign': {
    words: 'sign the agreement',
    roles: ['signing-officer'],
    involvement: 'own-agency',
    needs: ['step-up'],
    clause: 'ISA-10',
  },
  'agreement.withdraw': {
    words: 'withdraw an agency from the agreement',
    roles: ['signing-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: ['step-up'],
    clause: 'ISA-10',
  },
  'agreement.review': {
    words: 'record a review of the agreement',
    roles: ['partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
  'signatory.name': {
    words: 'name the signatories of the agreement',
    roles: ['partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-1',
  },
  'succession.record': {
    words: 'record which agency has taken over from another',
    roles: ['partnership-manager'],
    involvement: 'partnership',
    needs: ['step-up'],
    clause: 'ISA-10',
  },
  'ledger.view': {
    words: 'see the proof of the log',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
} as const satisfies Record<string, Permission>;
