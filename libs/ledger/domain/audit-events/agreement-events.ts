import type { AuditEvent } from './audit-event.js';

/** What happens to partnerships and their agreements. */
export const AGREEMENT_EVENTS = {
  PartnershipFounded: {
    clause: 'ISA-1',
    meaning: 'A partnership was set up in this installation.',
    outcome: 'done',
    facts: [],
  },
  AgreementPublished: {
    clause: 'ISA-2',
    meaning: 'A version of the agreement was published for signature.',
    outcome: 'done',
    facts: ['version', 'textSha256'],
  },
  AgreementSigned: {
    clause: 'ISA-10',
    meaning: 'An agency signed one exact text of the agreement.',
    outcome: 'done',
    facts: ['version', 'textSha256'],
  },
} as const satisfies Record<string, AuditEvent>;
