import type { AuditEvent } from './audit-event.js';

/** What happens in the course of a breach of the agreement. */
export const BREACH_EVENTS = {} as const satisfies Record<string, AuditEvent>;
