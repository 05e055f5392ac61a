import type { AuditEvent } from './audit-event.js';

/** What happens to access: emergencies, and the choice of the role to act in. */
export const ACCESS_EVENTS = {
  BreakGlassOpened: {
    clause: 'ISA-26',
    meaning: 'An officer opened another agency’s records in an emergency.',
    outcome: 'done',
    facts: ['act', 'emergency', 'ownerAgencyId', 'minutes', 'reviewDueOn'],
  },
  BreakGlassUsed: {
    clause: 'ISA-26',
    meaning: 'An officer looked at a record that an emergency had opened.',
    outcome: 'done',
    facts: ['act', 'emergency', 'ownerAgencyId', 'breakGlassId'],
  },
  BreakGlassEnded: {
    clause: 'ISA-26',
    meaning: 'An emergency opening was ended before its time.',
    outcome: 'done',
    facts: ['ownerAgencyId'],
  },
  BreakGlassReviewed: {
    clause: 'ISA-30',
    meaning: 'An emergency opening was judged: justified or not.',
    outcome: 'done',
    facts: ['ownerAgencyId', 'finding', 'reviewDueOn', 'late'],
  },
  AppointmentLeft: {
    clause: 'ISA-26',
    meaning: 'An officer stopped acting in this appointment and went on in another of theirs.',
    outcome: 'done',
    facts: [],
  },
  AppointmentTaken: {
    clause: 'ISA-26',
    meaning: 'An officer who holds several appointments went on in this one.',
    outcome: 'done',
    facts: ['role'],
  },
} as const satisfies Record<string, AuditEvent>;
