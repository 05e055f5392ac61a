import type { AuditEvent } from './audit-event.js';

/** What happens in the course of a breach of the agreement. `historySha256`: hash of the line that was added to the breach's history. */
export const BREACH_EVENTS = {
  BreachNoticed: {
    clause: 'ISA-32a',
    meaning: 'A partner recorded the day on which it became aware of another partner’s breach.',
    outcome: 'done',
    facts: ['awareOn', 'reading', 'historySha256'],
  },
  BreachReportAmended: {
    clause: 'ISA-32a',
    meaning: 'The alleging partner gave or changed an answer of its report before sending it.',
    outcome: 'done',
    facts: ['awareOn', 'historySha256'],
  },
  BreachReported: {
    clause: 'ISA-32a',
    meaning: 'The report of a breach was sent to every other signatory.',
    outcome: 'done',
    facts: ['dueOn', 'late', 'partnersInBreach', 'recipients', 'historySha256'],
  },
  BreachReportReceived: {
    clause: 'ISA-32b',
    meaning: 'A partner acknowledged the receipt of a report.',
    outcome: 'done',
    facts: ['historySha256'],
  },
  BreachAnswered: {
    clause: 'ISA-32b',
    meaning: 'A partner in breach reported back.',
    outcome: 'done',
    facts: ['position', 'dueOn', 'late', 'historySha256'],
  },
  BreachMeetingCalled: {
    clause: 'ISA-32c',
    meaning: 'The partners’ meeting about a breach was called, or called for another time.',
    outcome: 'done',
    facts: ['meetsAt', 'historySha256'],
  },
  BreachMeetingHeld: {
    clause: 'ISA-32c',
    meaning: 'The partners met about a breach.',
    outcome: 'done',
    facts: ['metOn', 'dueOn', 'late', 'attended', 'historySha256'],
  },
  BreachMinuted: {
    clause: 'ISA-32d',
    meaning: 'The agreed actions or sanctions were minuted.',
    outcome: 'done',
    facts: ['actions', 'historySha256'],
  },
  BreachMinutesCirculated: {
    clause: 'ISA-32d',
    meaning: 'The minutes about a breach were circulated to all partners.',
    outcome: 'done',
    facts: ['dueOn', 'late', 'recipients', 'historySha256'],
  },
  BreachMinutesReceived: {
    clause: 'ISA-32d',
    meaning: 'A partner acknowledged the receipt of the minutes.',
    outcome: 'done',
    facts: ['historySha256'],
  },
  BreachActionDone: {
    clause: 'ISA-32d',
    meaning: 'An agreed action or sanction was done.',
    outcome: 'done',
    facts: ['actionId', 'historySha256'],
  },
  BreachClosed: {
    clause: 'ISA-32d',
    meaning: 'A breach was closed: everything agreed was done.',
    outcome: 'done',
    facts: ['historySha256'],
  },
  BreachWithdrawn: {
    clause: 'ISA-32a',
    meaning: 'The alleging partner withdrew its report, with a reason.',
    outcome: 'done',
    facts: ['historySha256'],
  },
  BreachMerged: {
    clause: 'ISA-32a',
    meaning: 'A breach was merged into another one.',
    outcome: 'done',
    facts: ['into', 'historySha256'],
  },
  BreachCommissionerDecided: {
    clause: 'DPA-67',
    meaning: 'A partner in breach recorded whether it notifies the Information Commissioner, and why.',
    outcome: 'done',
    facts: ['notify', 'regime', 'late', 'historySha256'],
  },
  BreachIndividualsDecided: {
    clause: 'DPA-68',
    meaning: 'A partner in breach recorded whether it tells the people concerned, and why.',
    outcome: 'done',
    facts: ['tell', 'historySha256'],
  },
} as const satisfies Record<string, AuditEvent>;
