import type { Permission } from './permission.js';

/** Acts of those who review the disclosure log, and of those who answer them. */
export const AUDIT_PERMISSIONS = {
  'log.view': {
    words: 'review the disclosure log of the partnership, with the people in it masked',
    roles: ['auditor'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-22',
  },
  'log.export': {
    words: 'take the masked disclosure log out as a file',
    roles: ['auditor'],
    involvement: 'partnership',
    needs: ['signed', 'trained'],
    clause: 'ISA-22',
  },
  'reveal.view': {
    words: 'see who asked to look behind the mask, and what was answered',
    roles: ['auditor', 'partnership-manager'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-26',
  },
  'reveal.ask': {
    words: 'ask to see the person behind a masked record',
    roles: ['auditor'],
    involvement: 'partnership',
    needs: ['signed', 'trained', 'step-up'],
    clause: 'ISA-26',
  },
  'reveal.agree': {
    words: 'agree that an auditor sees the person behind a masked record, or refuse it',
    roles: ['auditor', 'partnership-manager'],
    involvement: 'partnership',
    needs: ['signed', 'trained', 'step-up'],
    clause: 'ISA-26',
  },
  'reveal.open': {
    words: 'see the person behind a masked record, once two people have agreed',
    roles: ['auditor'],
    involvement: 'own',
    needs: ['signed', 'trained', 'step-up'],
    clause: 'ISA-26',
  },
  'reveal.end': {
    words: 'take back or end a reveal of yours',
    roles: ['auditor'],
    involvement: 'own',
    needs: [],
    clause: 'ISA-26',
  },
  'sample.view': {
    words: 'see the samples that were drawn from the disclosure log',
    roles: ['auditor', 'partnership-manager'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-22',
  },
  'sample.draw': {
    words: 'draw a sample from the disclosure log and go through it',
    roles: ['auditor'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-22',
  },
  'finding.view': {
    words: 'see what audits have found',
    roles: ['auditor', 'designated-officer', 'partnership-manager'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-22',
  },
  'finding.record': {
    words: 'record a finding and follow it until it is put right',
    roles: ['auditor'],
    involvement: 'partnership',
    needs: ['signed'],
    clause: 'ISA-22',
  },
  'finding.answer': {
    words: 'answer a finding about your agency',
    roles: ['designated-officer'],
    involvement: 'own-agency',
    needs: ['signed'],
    clause: 'ISA-30',
  },
} as const satisfies Record<string, Permission>;
