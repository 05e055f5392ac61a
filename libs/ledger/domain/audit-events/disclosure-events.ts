import type { AuditEvent } from './audit-event.js';

/** Disclosures of personal information and the records of both sides. What they say is bound by a commitment alone. */
export const DISCLOSURE_EVENTS = {
  RecordStarted: {
    clause: 'ISA-24',
    meaning: 'A disclosure record was begun.',
    outcome: 'done',
    facts: [
      'reference',
      'exchangeId',
      'side',
      'kind',
      'channel',
      'counterpartAgencyId',
      'convictionData',
      'commitment',
    ],
  },
  RecordSaved: {
    clause: 'ISA-24',
    meaning: 'A disclosure record that is not final was written on.',
    outcome: 'done',
    facts: ['reference', 'missing', 'commitment'],
  },
  RecordFinalised: {
    clause: 'ISA-24',
    meaning: 'A disclosure record became final, with all six particulars.',
    outcome: 'done',
    facts: [
      'reference',
      'exchangeId',
      'side',
      'kind',
      'channel',
      'recordOutcome',
      'counterpartAgencyId',
      'convictionData',
      'commitment',
    ],
  },
  RecordCorrected: {
    clause: 'ISA-23',
    meaning: 'A correction superseded a disclosure record; both stay.',
    outcome: 'done',
    facts: ['reference', 'supersedes', 'exchangeId', 'convictionData', 'recipients', 'commitment'],
  },
  RecordViewed: {
    clause: 'ISA-26',
    meaning: 'An officer opened a disclosure record.',
    outcome: 'done',
    facts: ['reference', 'format'],
  },
  RecordsExported: {
    clause: 'ISA-24',
    meaning: 'An agency took its disclosure records out as a file.',
    outcome: 'done',
    facts: ['format', 'records', 'convictionData'],
  },
} as const satisfies Record<string, AuditEvent>;
