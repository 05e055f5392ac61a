import type { Permission } from './permission.js';

/** Acts on breaches of the agreement. Which breach is open to whom, the room checks against the breach itself (ISA-26). */
export const BREACH_PERMISSIONS = {
  'breach.view': {
    words: 'see breaches of the agreement',
    roles: ['designated-officer', 'auditor', 'partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-26',
  },
  'breach.report': {
    words: 'report a breach of the agreement',
    roles: ['designated-officer'],
    involvement: 'partnership',
    needs: ['signed', 'trained'],
    clause: 'ISA-32a',
  },
  'breach.withdraw': {
    words: 'withdraw the report of a breach',
    roles: ['designated-officer'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32a',
  },
  'breach.merge': {
    words: 'merge a breach into another',
    roles: ['designated-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32a',
  },
  'breach.receive': {
    words: 'acknowledge a report or minutes',
    roles: ['designated-officer'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32b',
  },
  'breach.answer': {
    words: 'answer for a partner in breach',
    roles: ['designated-officer'],
    involvement: 'partnership',
    needs: ['trained'],
    clause: 'ISA-32b',
  },
  'breach.meet': {
    words: 'call, record and minute the meeting about a breach',
    roles: ['designated-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32c',
  },
  'breach.act': {
    words: 'record an agreed action as done',
    roles: ['designated-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: [],
    clause: 'ISA-32d',
  },
  'breach.close': {
    words: 'close a breach',
    roles: ['designated-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: ['trained'],
    clause: 'ISA-32d',
  },
} as const satisfies Record<string, Permission>;
