import { ROLES, type Permission } from './permission.js';

/** Acts on those who witness the log, and on its entries as a whole. */
export const WITNESS_PERMISSIONS = {
  'witness.view': {
    words: 'see who witnesses the log',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
  'witness.manage': {
    words: 'enter or remove a witness of the log',
    roles: ['partnership-manager', 'operator'],
    involvement: 'partnership',
    needs: ['step-up'],
    clause: 'ISA-22',
  },
  'witness.rule': {
    words: 'decide what happens when the log is not witnessed',
    roles: ['partnership-manager'],
    involvement: 'partnership',
    needs: ['step-up'],
    clause: 'ISA-22',
  },
  'log.read': {
    words: 'read the entries of the log as a whole',
    roles: ['auditor'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-22',
  },
} as const satisfies Record<string, Permission>;
