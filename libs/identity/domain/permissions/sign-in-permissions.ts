import { ROLES, type Permission, type Role } from './permission.js';

/** Those who may help a colleague whose way to sign in is lost. The operator is none of them: no help desk talks its way round (ISA-26). */
const HELPERS = [
  'data-steward',
  'designated-officer',
  'signing-officer',
  'partnership-manager',
] as const satisfies Role[];

/** Acts on one's own sign-in, and on that of colleagues. */
export const SIGN_IN_PERMISSIONS = {
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
  'account.protect': {
    words: 'stop what others do to your sign-in',
    roles: ROLES,
    involvement: 'own',
    needs: [],
    clause: 'ISA-26',
  },
  'sign-in-reset.view': {
    words: 'see who needs help to sign in',
    roles: HELPERS,
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-26',
  },
  'sign-in-reset.start': {
    words: 'start the reset of a colleague’s sign-in',
    roles: ['signing-officer', 'partnership-manager'],
    involvement: 'own-agency',
    needs: ['step-up'],
    clause: 'ISA-26',
  },
  'sign-in-reset.approve': {
    words: 'approve the reset of a colleague’s sign-in',
    roles: HELPERS,
    involvement: 'own-agency',
    needs: ['step-up'],
    clause: 'ISA-26',
  },
  'invitation.renew': {
    words: 'invite an officer again',
    roles: ['signing-officer', 'partnership-manager'],
    involvement: 'own-agency',
    needs: ['step-up'],
    clause: 'ISA-20',
  },
  'identity-provider.set': {
    words: 'set up your agency’s own sign-in',
    roles: ['signing-officer', 'operator'],
    involvement: 'own-agency',
    needs: ['step-up'],
    clause: 'ISA-26',
  },
} as const satisfies Record<string, Permission>;
