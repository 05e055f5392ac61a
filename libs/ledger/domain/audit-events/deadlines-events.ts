import type { AuditEvent } from './audit-event.js';

/** What happens to deadlines, the calendar under them, and the notices they cause. */
export const DEADLINES_EVENTS = {
  DeadlineSet: {
    clause: 'ISA-32',
    meaning: 'A clock was started, and with it the date by which something must be done.',
    outcome: 'done',
    facts: ['deadlineId', 'deadline', 'clause', 'startOn', 'dueOn', 'version'],
  },
  DeadlineMet: {
    clause: 'ISA-32',
    meaning: 'What a deadline asked for was done, in time or late.',
    outcome: 'done',
    facts: ['deadlineId', 'deadline', 'clause', 'dueOn', 'late'],
  },
  DeadlineCancelled: {
    clause: 'ISA-32',
    meaning: 'A deadline ended because nothing was owed any more.',
    outcome: 'done',
    facts: ['deadlineId', 'deadline', 'clause', 'dueOn'],
  },
  DeadlineMoved: {
    clause: 'ISA-32',
    meaning: 'An open deadline was counted again after the calendar changed, and got another date.',
    outcome: 'done',
    facts: ['deadlineId', 'deadline', 'clause', 'replaces', 'fromOn', 'toOn', 'version'],
  },
  DayProclaimed: {
    clause: 'ISA-32a',
    meaning: 'An operator added a proclaimed day off to the calendar.',
    outcome: 'done',
    facts: ['dayOn', 'divisions', 'moved'],
  },
  ClockTrusted: {
    clause: 'ISA-32',
    meaning:
      'An operator said that the clock of the database is right, after it had been wrong; alarms ring by it again.',
    outcome: 'done',
    facts: ['shownAt', 'trustedAt'],
  },
  DeadlineAlarmRang: {
    clause: 'ISA-32',
    meaning: 'The moment came to speak of a deadline: before it, when it ran out, or after it.',
    outcome: 'done',
    facts: ['deadlineId', 'deadline', 'clause', 'alarm', 'dueOn'],
  },
} as const satisfies Record<string, AuditEvent>;
