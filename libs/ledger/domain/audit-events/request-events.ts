import type { AuditEvent } from './audit-event.js';

/**
 * What happens to requests for personal information, and to the rules around them. `commitment`: what binds the words that were written with it,
 * which lie in the vault; null where nothing was written.
 */
export const REQUEST_EVENTS = {
  RequestStarted: {
    clause: 'ISA-27',
    meaning: 'A designated officer began a request, having said why depersonalised information would not do.',
    outcome: 'done',
    facts: ['commitment'],
  },
  RequestAnswered: {
    clause: 'ISA-24',
    meaning: 'An answer of a request that was not sent yet was given or changed.',
    outcome: 'done',
    facts: ['commitment'],
  },
  RequestSent: {
    clause: 'ISA-24',
    meaning: 'A request for personal information was sent to the agency that holds it.',
    outcome: 'done',
    facts: [
      'reference',
      'holdingAgencyId',
      'subjectRole',
      'purpose',
      'gateway',
      'article8Interest',
      'urgency',
      'convictionData',
      'consent',
      'publicInterests',
      'crimeExemption',
      'items',
      'dueOn',
      'commitment',
    ],
  },
  RequestQuestioned: {
    clause: 'ISA-16',
    meaning: 'The holding agency asked a question about a request.',
    outcome: 'done',
    facts: ['dueOn', 'commitment'],
  },
  RequestQuestionAnswered: {
    clause: 'ISA-16',
    meaning: 'The asking agency replied to a question about its request.',
    outcome: 'done',
    facts: ['dueOn', 'late', 'commitment'],
  },
  RequestDecisionSaved: {
    clause: 'ISA-30',
    meaning: 'An officer saved a decision that is not made yet; nothing is decided by it.',
    outcome: 'done',
    facts: [],
  },
  RequestDecisionProposed: {
    clause: 'ISA-30',
    meaning: 'An officer would authorise a request; a second one has to agree.',
    outcome: 'done',
    facts: ['authorised', 'refused', 'commitment'],
  },
  RequestDecisionReturned: {
    clause: 'ISA-30',
    meaning: 'The second officer sent a decision back to be considered again.',
    outcome: 'done',
    facts: ['commitment'],
  },
  RequestDecided: {
    clause: 'ISA-24',
    meaning: 'A request was authorised in full or in part, or refused.',
    outcome: 'done',
    facts: ['decision', 'authorised', 'refused', 'article8Interest', 'seconded', 'dueOn', 'late', 'commitment'],
  },
  RequestWithdrawn: {
    clause: 'ISA-18',
    meaning: 'The asking agency withdrew a request, or threw away one that was not sent yet.',
    outcome: 'done',
    facts: ['wasSent'],
  },
  RequestDisclosed: {
    clause: 'ISA-18',
    meaning: 'The information that a request asked for was disclosed.',
    outcome: 'done',
    facts: [],
  },
  RequestWordsDestroyed: {
    clause: 'ISA-26',
    meaning: 'What was written on a request was disposed of; what is left tells nothing of the person.',
    outcome: 'done',
    facts: [],
  },
  RequestStandardChanged: {
    clause: 'ISA-30',
    meaning: 'The partnership changed how long answers to requests take, in working days.',
    outcome: 'done',
    facts: ['routineDays', 'urgentDays', 'replyDays'],
  },
  FourEyesChanged: {
    clause: 'ISA-30',
    meaning: 'An agency changed when a second officer must agree before information goes out.',
    outcome: 'done',
    facts: ['rule'],
  },
  GatewayCorrected: {
    clause: 'ISA-12',
    meaning: 'The register of gateways was corrected for a partnership.',
    outcome: 'done',
    facts: ['correctionId', 'fromOn', 'untilOn', 'opensPersonal', 'confirmed', 'ruleSha256'],
  },
} as const satisfies Record<string, AuditEvent>;
