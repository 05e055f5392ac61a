import type { AuditEvent } from './audit-event.js';

/** What happens to deadlines, the calendar under them, and the notices they cause. */
export const DEADLINES_EVENTS = {} as const satisfies Record<string, AuditEvent>;
