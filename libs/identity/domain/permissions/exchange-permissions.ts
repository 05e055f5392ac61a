import { ROLES, type Permission } from './permission.js';

/** Acts on datasets and their releases. */
export const EXCHANGE_PERMISSIONS = {
  'dataset.view': { words: 'see the datasets', roles: ROLES, involvement: 'partnership', needs: [], clause: 'ISA-19' },
  'submission.upload': {
    words: 'upload a dataset',
    roles: ['data-steward'],
    involvement: 'own-agency',
    needs: ['signed'],
    clause: 'ISA-11',
  },
  'submission.view': {
    words: 'see the submissions of your agency',
    roles: ['data-steward', 'designated-officer'],
    involvement: 'own-agency',
    needs: ['signed'],
    clause: 'ISA-26',
    breakGlass: true,
  },
  'submission.decide': {
    words: 'release a submission or withdraw it',
    roles: ['data-steward'],
    involvement: 'own-agency',
    needs: ['signed', 'trained'],
    clause: 'ISA-11',
  },
  'release.view': {
    words: 'see the releases',
    roles: ['data-steward', 'designated-officer', 'auditor', 'partnership-manager'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-10',
  },
  'release.collect': {
    words: 'download a release',
    roles: ['data-steward', 'designated-officer'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-18',
  },
} as const satisfies Record<string, Permission>;
