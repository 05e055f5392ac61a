import type { AuditEvent } from './audit-event.js';

/** What happens to personal information after it was disclosed: holds, disposal, passing on, subject access, freedom of information. */
export const KEEPING_EVENTS = {
  LegalHoldPlaced: {
    clause: 'ISA-23',
    meaning: 'An agency kept something from being disposed of.',
    outcome: 'done',
    facts: ['recordKind', 'holdId', 'reasonCommitment'],
  },
  LegalHoldLifted: {
    clause: 'ISA-23',
    meaning: 'An agency lifted its hold.',
    outcome: 'done',
    facts: ['recordKind', 'holdId', 'reasonCommitment'],
  },
  InformationDisposed: {
    clause: 'ISA-23',
    meaning: 'Personal information was destroyed because its time was over; a certificate was made.',
    outcome: 'done',
    facts: ['recordKind', 'why', 'retainUntilOn', 'items', 'certificate', 'commitmentsSha256'],
  },
  DisposalsReplayed: {
    clause: 'ISA-23',
    meaning: 'After a restore, every disposal that the log knows of was done again.',
    outcome: 'done',
    facts: ['disposals', 'repeated'],
  },
  OnwardDisclosureAsked: {
    clause: 'ISA-26',
    meaning: 'A partner asked the owner whether disclosed information may be passed on.',
    outcome: 'done',
    facts: ['disclosureId', 'ownerAgencyId', 'recipient', 'dueOn', 'wordsCommitment'],
  },
  OnwardDisclosureDecided: {
    clause: 'ISA-26',
    meaning:
      'The owner agreed that its information is passed on, or refused; an unanswered question counts as refused.',
    outcome: 'done',
    facts: ['disclosureId', 'decision', 'byDefault', 'recipient'],
  },
  OnwardDisclosureMade: {
    clause: 'ISA-26',
    meaning: 'A partner passed disclosed information on, as the owner had agreed.',
    outcome: 'done',
    facts: ['disclosureId', 'recipient', 'passedOn'],
  },
  OnwardDisclosureRefused: {
    clause: 'ISA-26',
    meaning: 'A partner tried to pass disclosed information on without the owner’s agreement.',
    outcome: 'refused',
    facts: ['code', 'clause', 'disclosureId', 'recipient'],
  },
  SubjectAccessLogged: {
    clause: 'ISA-17e',
    meaning: 'A person’s request for their own information was logged.',
    outcome: 'done',
    facts: ['receivedOn', 'dueOn', 'subjectCommitment'],
  },
  SubjectAccessSearched: {
    clause: 'ISA-17e',
    meaning: 'The agency’s records were searched for the person by the blind index.',
    outcome: 'done',
    facts: ['found', 'fromPartners'],
  },
  SubjectAccessSorted: {
    clause: 'ISA-17e',
    meaning: 'An officer said which of the records found are about the person.',
    outcome: 'done',
    facts: ['theirs', 'notTheirs'],
  },
  PartnerConsulted: {
    clause: 'ISA-17e',
    meaning: 'A partner that disclosed information about the person was asked before the answer.',
    outcome: 'done',
    facts: ['consultationId', 'partnerAgencyId', 'records', 'dueOn'],
  },
  PartnerViewGiven: {
    clause: 'ISA-17e',
    meaning: 'A partner gave its view on whether its information may be given to the person.',
    outcome: 'done',
    facts: ['consultationId', 'view', 'exemptions', 'late', 'viewCommitment'],
  },
  SubjectAccessPaused: {
    clause: 'ISA-17e',
    meaning: 'The clock was stopped until the person makes the request clear or shows who they are.',
    outcome: 'done',
    facts: ['reason', 'pausedOn'],
  },
  SubjectAccessResumed: {
    clause: 'ISA-17e',
    meaning: 'The clock goes on.',
    outcome: 'done',
    facts: ['resumedOn', 'pausedDays', 'dueOn'],
  },
  SubjectAccessExtended: {
    clause: 'ISA-17e',
    meaning: 'The time to answer was extended by two months.',
    outcome: 'done',
    facts: ['reason', 'dueOn'],
  },
  SubjectAccessAnswered: {
    clause: 'ISA-17e',
    meaning: 'The person was answered.',
    outcome: 'done',
    facts: ['outcome', 'exemptions', 'answeredOn', 'late', 'unansweredPartners', 'answerCommitment'],
  },
  SubjectAccessWithdrawn: {
    clause: 'ISA-17e',
    meaning: 'The person withdrew their request.',
    outcome: 'done',
    facts: [],
  },
  FoiRequestLogged: {
    clause: 'ISA-15',
    meaning: 'A freedom of information request was logged.',
    outcome: 'done',
    facts: ['receivedOn', 'dueOn', 'wordsCommitment'],
  },
  FoiRequestAnswered: {
    clause: 'ISA-15',
    meaning: 'A freedom of information request was answered, with the exemptions that were considered.',
    outcome: 'done',
    facts: ['outcome', 'considered', 'reliedOn', 'answeredOn', 'late', 'answerCommitment'],
  },
  FoiRequestWithdrawn: {
    clause: 'ISA-15',
    meaning: 'A freedom of information request was withdrawn by the person who made it.',
    outcome: 'done',
    facts: [],
  },
} as const satisfies Record<string, AuditEvent>;
