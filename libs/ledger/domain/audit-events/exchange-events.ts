import type { AuditEvent } from './audit-event.js';

/** What happens to datasets on their way to the partners. */
export const EXCHANGE_EVENTS = {
  SubmissionReceived: {
    clause: 'ISA-11',
    meaning: 'An agency handed in a file for a dataset.',
    outcome: 'done',
    facts: ['dataset', 'fileSha256', 'bytes'],
  },
  UploadRefused: {
    clause: 'ISA-9',
    meaning: 'A file was turned away at the door, before it was read.',
    outcome: 'refused',
    facts: ['dataset', 'code', 'clause'],
  },
  SubmissionChecked: {
    clause: 'ISA-9',
    meaning: 'A file passed the depersonalisation gate and awaits the decision to release it.',
    outcome: 'done',
    facts: [
      'dataset',
      'rowsIn',
      'rowsOutsideArea',
      'rowsRefused',
      'rowsSuppressed',
      'rowsReleasable',
      'smallestGroup',
      'reportSha256',
    ],
  },
  SubmissionRefused: {
    clause: 'ISA-9',
    meaning: 'A file failed the check or the depersonalisation gate, and nothing of it was kept.',
    outcome: 'refused',
    facts: ['dataset', 'code', 'clause'],
  },
  SubmissionWithdrawn: {
    clause: 'ISA-9',
    meaning: 'The data steward decided not to release a file that had passed.',
    outcome: 'done',
    facts: ['dataset'],
  },
  ReleaseMade: {
    clause: 'ISA-11',
    meaning: 'A depersonalised dataset was released to the other signatories.',
    outcome: 'done',
    facts: ['dataset', 'periodFrom', 'periodTo', 'rows', 'purpose', 'agreementVersion', 'contentSha256'],
  },
  ReleaseRefused: {
    clause: 'ISA-9',
    meaning: 'The depersonalisation gate refused a dataset at the moment of its release.',
    outcome: 'refused',
    facts: ['dataset', 'code', 'clause'],
  },
  ReleaseCollected: {
    clause: 'ISA-18',
    meaning: 'A signatory collected a released dataset for the purpose stated.',
    outcome: 'done',
    facts: ['dataset', 'purpose', 'agreementVersion', 'format', 'rows'],
  },
} as const satisfies Record<string, AuditEvent>;
