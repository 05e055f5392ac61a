import type { AuditEvent } from './audit-event.js';

/** What happens to officers, and who signs in. */
export const IDENTITY_EVENTS = {
  OfficerAppointed: {
    clause: 'ISA-20',
    meaning: 'An officer was appointed to a role in an agency.',
    outcome: 'done',
    facts: ['role'],
  },
  SignedIn: {
    clause: 'ISA-26',
    meaning: 'An officer signed in.',
    outcome: 'done',
    facts: ['method'],
  },
  SignInRefused: {
    clause: 'ISA-26',
    meaning: 'Somebody tried to sign in and was refused.',
    outcome: 'refused',
    facts: ['code'],
  },
  SignedOut: {
    clause: 'ISA-26',
    meaning: 'An officer signed out.',
    outcome: 'done',
    facts: [],
  },
  AccessRefused: {
    clause: 'ISA-26',
    meaning: 'An officer tried to do or see something that is not theirs and was refused.',
    outcome: 'refused',
    facts: ['act', 'code', 'clause'],
  },
} as const satisfies Record<string, AuditEvent>;
