import { ROLES, type Permission } from './permission.js';

/** Acts on permissions themselves: seeing them, choosing the role to act in, opening a record in an emergency. */
export const ACCESS_PERMISSIONS = {
  'permissions.view': {
    words: 'see who may do what',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-26',
  },
  'appointment.choose': {
    words: 'choose for which agency and in which role you act',
    roles: ROLES,
    involvement: 'own',
    needs: [],
    clause: 'ISA-26',
  },
  'break-glass.open': {
    words: 'open another agency’s records in an emergency',
    roles: ['designated-officer'],
    involvement: 'partnership',
    needs: ['signed', 'trained', 'step-up'],
    clause: 'ISA-26',
  },
  'break-glass.end': {
    words: 'end an emergency opening of yours before its time',
    roles: ['designated-officer'],
    involvement: 'own',
    needs: [],
    clause: 'ISA-26',
  },
  'break-glass.view': {
    words: 'see what was opened in an emergency',
    roles: ['designated-officer', 'auditor'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-30',
  },
  'break-glass.review': {
    words: 'judge whether an emergency opening was justified',
    roles: ['designated-officer', 'auditor'],
    involvement: 'partnership',
    needs: ['signed', 'trained'],
    clause: 'ISA-30',
  },
} as const satisfies Record<string, Permission>;
