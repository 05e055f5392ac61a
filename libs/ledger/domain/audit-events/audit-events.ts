import type { AuditEvent } from './audit-event.js';

/** What auditors do, and what becomes of it. */
export const AUDIT_ROOM_EVENTS = {
  LogRecordOpened: {
    clause: 'ISA-22',
    meaning: 'An auditor opened a disclosure record, with the person in it masked.',
    outcome: 'done',
    facts: ['ownerAgencyId'],
  },
  LogExported: {
    clause: 'ISA-22',
    meaning: 'The disclosure log, or a part of it, was taken out as a file, with the people in it masked.',
    outcome: 'done',
    facts: ['format', 'rows', 'filterSha256'],
  },
  RevealAsked: {
    clause: 'ISA-26',
    meaning: 'An auditor asked to see the person behind a masked record; the subject says which.',
    outcome: 'done',
    facts: ['revealId', 'purpose', 'ownerAgencyId'],
  },
  RevealAgreed: {
    clause: 'ISA-26',
    meaning: 'A second person agreed that an auditor sees the person behind a masked record for a short time.',
    outcome: 'done',
    facts: ['revealId', 'purpose', 'ownerAgencyId', 'askedBy', 'minutes'],
  },
  RevealDeclined: {
    clause: 'ISA-26',
    meaning: 'A second person did not agree that an auditor sees the person behind a masked record.',
    outcome: 'done',
    facts: ['revealId', 'purpose', 'ownerAgencyId', 'askedBy'],
  },
  RevealAnswerRefused: {
    clause: 'ISA-26',
    meaning: 'Somebody answered or ended a reveal who may not, or too late, and was refused.',
    outcome: 'refused',
    facts: ['revealId', 'code', 'clause'],
  },
  RevealEnded: {
    clause: 'ISA-26',
    meaning: 'An auditor took a reveal back, or ended it before its time.',
    outcome: 'done',
    facts: ['revealId', 'ownerAgencyId'],
  },
  RecordRevealed: {
    clause: 'ISA-26',
    meaning: 'An auditor saw the person behind a masked record, as two people had agreed.',
    outcome: 'done',
    facts: ['revealId', 'purpose', 'ownerAgencyId'],
  },
  SampleDrawn: {
    clause: 'ISA-22',
    meaning: 'A random sample was drawn from the disclosure log; with its seed anybody can draw it again.',
    outcome: 'done',
    facts: ['fromOn', 'toOn', 'strata', 'size', 'population', 'seedSha256', 'drawSha256'],
  },
  SampleDrawnAgain: {
    clause: 'ISA-22',
    meaning: 'A sample was drawn again with its seed, to see whether the same records come out.',
    outcome: 'done',
    facts: ['same', 'population', 'drawSha256'],
  },
  SampleItemReviewed: {
    clause: 'ISA-22',
    meaning: 'An auditor went through a record of a sample.',
    outcome: 'done',
    facts: ['sampleId', 'position', 'result'],
  },
  FindingRecorded: {
    clause: 'ISA-22',
    meaning: 'An auditor recorded that something is wrong; the agency whose record it is has to answer.',
    outcome: 'done',
    facts: ['recordId', 'concernsAgencyId', 'severity', 'rule', 'sampleId', 'followUpOn'],
  },
  FindingAnswered: {
    clause: 'ISA-30',
    meaning: 'An agency said what it did about a finding.',
    outcome: 'done',
    facts: ['followUpOn'],
  },
  FindingReopened: {
    clause: 'ISA-30',
    meaning: 'An auditor was not satisfied with the answer to a finding and set a new day.',
    outcome: 'done',
    facts: ['concernsAgencyId', 'followUpOn'],
  },
  FindingClosed: {
    clause: 'ISA-22',
    meaning: 'An auditor closed a finding: it has been put right.',
    outcome: 'done',
    facts: ['concernsAgencyId', 'followUpOn', 'late'],
  },
} as const satisfies Record<string, AuditEvent>;
