import type { AuditEvent } from './audit-event.js';

/** What is told when the log as a whole is handed out. */
export const PROOF_EVENTS = {
  LogBundleTaken: {
    clause: 'ISA-22',
    outcome: 'done',
    meaning: 'Somebody took the whole log, to check it elsewhere.',
    facts: ['size', 'rootHash'],
  },
} as const satisfies Record<string, AuditEvent>;
