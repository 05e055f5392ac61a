import { ROLES, type Permission } from './permission.js';

/** Acts on requests for personal information and on the rules around them. Whose request it is, the room checks against the request itself. */
export const REQUEST_PERMISSIONS = {
  'request.view': {
    words: 'see your agency’s requests for personal information',
    roles: ['designated-officer', 'signing-officer'],
    involvement: 'own-agency',
    needs: ['signed'],
    clause: 'ISA-26',
  },
  'request.ask': {
    words: 'ask for personal information',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: ['signed', 'trained'],
    clause: 'ISA-24',
  },
  'request.withdraw': {
    words: 'withdraw a request for personal information',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-18',
  },
  'request.decide': {
    words: 'decide on a request for personal information',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: ['signed', 'trained'],
    clause: 'ISA-24',
  },
  'request.second': {
    words: 'agree to another officer’s decision on a request',
    roles: ['designated-officer', 'signing-officer'],
    involvement: 'own-agency',
    needs: ['signed', 'trained'],
    clause: 'ISA-30',
  },
  'request.four-eyes': {
    words: 'choose when a second officer of your agency must agree',
    roles: ['signing-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-30',
  },
  'request.standard': {
    words: 'change how long answers to requests take',
    roles: ['partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-30',
  },
  'gateway.view': {
    words: 'see the register of gateways',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-12',
  },
  'gateway.correct': {
    words: 'correct the register of gateways',
    roles: ['partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-12',
  },
} as const satisfies Record<string, Permission>;
