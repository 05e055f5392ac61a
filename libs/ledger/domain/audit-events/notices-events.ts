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
  NoticePreferenceChanged: {
    clause: 'ISA-30',
    meaning: 'An officer chose when to be told by e-mail.',
    outcome: 'done',
    facts: ['email'],
  },
  CalendarFeedRenewed: {
    clause: 'ISA-30',
    meaning: 'An officer was given a new secret address for the calendar of their deadlines; the old one ended.',
    outcome: 'done',
    facts: [],
  },
  CalendarFeedEnded: {
    clause: 'ISA-30',
    meaning: 'An officer ended the secret address of the calendar of their deadlines.',
    outcome: 'done',
    facts: [],
  },
  WebhookRegistered: {
    clause: 'ISA-22',
    meaning: 'An agency named an address of its own system that is told of its notices.',
    outcome: 'done',
    facts: ['addressSha256'],
  },
  WebhookSwitched: {
    clause: 'ISA-22',
    meaning: 'An agency switched a webhook on again.',
    outcome: 'done',
    facts: ['state'],
  },
  WebhookSwitchedOff: {
    clause: 'ISA-22',
    meaning: 'A webhook was switched off after repeated failures.',
    outcome: 'done',
    facts: ['failures', 'fault'],
  },
  WebhookRemoved: {
    clause: 'ISA-22',
    meaning: 'An agency took back the address of its own system.',
    outcome: 'done',
    facts: [],
  },
  TestMessageAsked: {
    clause: 'ISA-22',
    meaning: 'An officer asked for a test message by e-mail or webhook.',
    outcome: 'done',
    facts: ['channel'],
  },
  MessageGivenUp: {
    clause: 'ISA-32',
    meaning: 'A message could not be delivered and waits for the operator; the notice itself is in the inbox.',
    outcome: 'done',
    facts: ['channel', 'attempts', 'fault'],
  },
  MessageRetried: {
    clause: 'ISA-32',
    meaning: 'The operator had messages tried again that had been given up.',
    outcome: 'done',
    facts: ['messages'],
  },
} as const satisfies Record<string, AuditEvent>;
