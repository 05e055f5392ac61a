import { ROLES, type Permission } from './permission.js';

/** Acts on deadlines, the calendar and notices. */
export const DEADLINES_PERMISSIONS = {
  'deadline.view': {
    words: 'see the deadlines',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32',
  },
  'calendar.view': {
    words: 'see the calendar of days off',
    roles: ROLES,
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32a',
  },
  'calendar.proclaim': {
    words: 'add a proclaimed day to the calendar',
    roles: ['operator'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32a',
  },
} as const satisfies Record<string, Permission>;
