import type { AuditEvent } from './audit-event.js';

/** What happens to notices and the ways by which they leave. */
export const NOTICES_EVENTS = {
  NoticeSent: {
    clause: 'ISA-32',
    meaning: 'A notice was put into the inboxes of the officers whom a clause names.',
    outcome: 'done',
    facts: ['kind', 'duty', 'recipients', 'recipientsSha256'],
  },
  NoticeRead: {
    clause: 'ISA-32',
    meaning: 'An officer marked notices as read.',
    outcome: 'done',
    facts: ['notices'],
  },
} as const satisfies Record<string, AuditEvent>;
