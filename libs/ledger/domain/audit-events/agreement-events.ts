import type { AuditEvent } from './audit-event.js';

/** What happens to partnerships and their agreements. */
export const AGREEMENT_EVENTS = {
  PartnershipFounded: {
    clause: 'ISA-1',
    meaning: 'A partnership was set up in this installation.',
    outcome: 'done',
    facts: [],
  },
  SignatoryNamed: {
    clause: 'ISA-1',
    meaning: 'An agency was named as a signatory. It still has to sign.',
    outcome: 'done',
    facts: ['class', 'position'],
  },
  SignatoryChanged: {
    clause: 'ISA-1',
    meaning: 'The class or the place of a signatory was changed.',
    outcome: 'done',
    facts: ['class', 'position'],
  },
  SignatoryRemoved: {
    clause: 'ISA-1',
    meaning: 'A signatory that had never signed was taken out of the agreement’s table.',
    outcome: 'done',
    facts: [],
  },
  AgreementDraftStarted: {
    clause: 'ISA-2',
    meaning: 'The draft of a version of the agreement was begun.',
    outcome: 'done',
    facts: ['version'],
  },
  AgreementDraftEdited: {
    clause: 'ISA-2',
    meaning: 'A part of the draft was changed.',
    outcome: 'done',
    facts: ['version', 'part'],
  },
  AgreementDraftDiscarded: {
    clause: 'ISA-2',
    meaning: 'The draft was given up.',
    outcome: 'done',
    facts: ['version'],
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
  SignatureRefused: {
    clause: 'ISA-10',
    meaning: 'A signature was refused.',
    outcome: 'refused',
    facts: ['version', 'code', 'clause'],
  },
  AgreementVersionEnded: {
    clause: 'ISA-10',
    meaning: 'The last day of a version passed: signatures under it count no more.',
    outcome: 'done',
    facts: ['version'],
  },
  AgencyWithdrew: {
    clause: 'ISA-10',
    meaning: 'An agency withdrew from the agreement; no data flows to it or from it until it signs again.',
    outcome: 'done',
    facts: ['onBehalf', 'signatures'],
  },
  AgencySucceeded: {
    clause: 'ISA-10',
    meaning: 'The duties of an agency were recorded as having passed to another, or as having ended.',
    outcome: 'done',
    facts: ['successorId', 'passedOn', 'officers'],
  },
  AgreementReviewed: {
    clause: 'ISA-22',
    meaning: 'A review of the agreement was held.',
    outcome: 'done',
    facts: ['version', 'heldOn', 'outcome', 'nextReviewOn'],
  },
} as const satisfies Record<string, AuditEvent>;
