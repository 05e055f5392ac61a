import type { Permission } from './permission.js';

/** Acts on disclosures and disclosure records. Which one is open to whom, the room checks against the row itself (ISA-26). */
export const DISCLOSURE_PERMISSIONS = {
  'disclosure.view': {
    words: 'see disclosures of personal information to and by the agency',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-26',
  },
  'disclosure.make': {
    words: 'disclose personal information',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: ['signed', 'trained'],
    clause: 'ISA-26',
  },
  'disclosure.acknowledge': {
    words: 'acknowledge what was disclosed to the agency',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-24',
  },
  'record.view': {
    words: 'see the disclosure records of the agency',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-24',
  },
  'record.write': {
    words: 'log a contact, complete a disclosure record or correct one',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: [],
    clause: 'ISA-24',
  },
  'record.export': {
    words: 'take the disclosure records of the agency out as a file',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: ['trained'],
    clause: 'ISA-24',
  },
} as const satisfies Record<string, Permission>;
