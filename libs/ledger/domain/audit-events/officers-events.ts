import type { AuditEvent } from './audit-event.js';

/** What happens to posts, absences, training and registrations. */
export const OFFICERS_EVENTS = {
  OfficerNominated: {
    clause: 'ISA-20',
    meaning: 'An agency nominated somebody for a post.',
    outcome: 'done',
    facts: ['nomineeId', 'role', 'startsOn', 'endsOn', 'deputyId'],
  },
  NominationEnded: {
    clause: 'ISA-20',
    meaning: 'A nomination was given its last day, or taken back before it began.',
    outcome: 'done',
    facts: ['nomineeId', 'role', 'endsOn'],
  },
  DeputyNamed: {
    clause: 'ISA-20',
    meaning: 'Somebody was named to stand in for an officer while they are away, or nobody any more.',
    outcome: 'done',
    facts: ['nomineeId', 'role', 'deputyId'],
  },
  AbsenceStated: {
    clause: 'ISA-20',
    meaning: 'Days were stated on which an officer is away.',
    outcome: 'done',
    facts: ['absentOfficerId', 'fromOn', 'toOn', 'uncoveredPosts'],
  },
  AbsenceEnded: {
    clause: 'ISA-20',
    meaning: 'An absence was ended early or called off.',
    outcome: 'done',
    facts: ['absentOfficerId', 'toOn'],
  },
  TrainingRecorded: {
    clause: 'ISA-22',
    meaning: 'A course of training that an officer has taken was recorded, with the day on which it runs out.',
    outcome: 'done',
    facts: ['trainedOfficerId', 'heldOn', 'expiresOn'],
  },
  RegistrationRecorded: {
    clause: 'ISA-21',
    meaning: 'An agency recorded its data protection registration, or that it needs none.',
    outcome: 'done',
    facts: ['isExempt', 'expiresOn'],
  },
  ToolkitAssessmentRecorded: {
    clause: 'ISA-21',
    meaning: 'A health body recorded what it published in the Data Security and Protection Toolkit.',
    outcome: 'done',
    facts: ['endsIn', 'status'],
  },
  RequestsFolderExported: {
    clause: 'ISA-21',
    meaning: 'An agency’s requests folder was taken out as a file.',
    outcome: 'done',
    facts: ['format', 'entries'],
  },
  RequestsFolderAudited: {
    clause: 'ISA-22',
    meaning: 'An auditor opened the requests folder of another agency; the subject says whose.',
    outcome: 'done',
    facts: [],
  },
  OfficerChangeRefused: {
    clause: 'ISA-20',
    meaning: 'Somebody asked for a change to posts, absences, training or registrations and was refused.',
    outcome: 'refused',
    facts: ['act', 'code', 'clause'],
  },
} as const satisfies Record<string, AuditEvent>;
