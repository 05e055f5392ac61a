import { ACCESS_EVENTS } from './access-events.js';
import { AGREEMENT_EVENTS } from './agreement-events.js';
import { AUDIT_ROOM_EVENTS } from './audit-events.js';
import { BREACH_EVENTS } from './breach-events.js';
import { CHECKPOINT_EVENTS } from './checkpoint-events.js';
import { DEADLINES_EVENTS } from './deadlines-events.js';
import { DISCLOSURE_EVENTS } from './disclosure-events.js';
import { EXCHANGE_EVENTS } from './exchange-events.js';
import { IDENTITY_EVENTS } from './identity-events.js';
import { KEEPING_EVENTS } from './keeping-events.js';
import { NOTICES_EVENTS } from './notices-events.js';
import { TOKEN_EVENTS } from './token-events.js';
import { OFFICERS_EVENTS } from './officers-events.js';
import { PROOF_EVENTS } from './proof-events.js';
import { REQUEST_EVENTS } from './request-events.js';
import { SIGN_IN_EVENTS } from './sign-in-events.js';

export type { AuditEvent } from './audit-event.js';

/** The one catalogue of audit events. `clause` among the facts of a refusal is the clause that the refusal cites. */
export const AUDIT_EVENTS = {
  ...ACCESS_EVENTS,
  ...AGREEMENT_EVENTS,
  ...IDENTITY_EVENTS,
  ...TOKEN_EVENTS,
  ...OFFICERS_EVENTS,
  ...SIGN_IN_EVENTS,
  ...DEADLINES_EVENTS,
  ...NOTICES_EVENTS,
  ...EXCHANGE_EVENTS,
  ...BREACH_EVENTS,
  ...CHECKPOINT_EVENTS,
  ...PROOF_EVENTS,
  ...AUDIT_ROOM_EVENTS,
  ...DISCLOSURE_EVENTS,
  ...REQUEST_EVENTS,
  ...KEEPING_EVENTS,
} as const;

/** The name of an audit event. */
export type AuditEventName = keyof typeof AUDIT_EVENTS;

/** The names of the particulars that an event carries. */
export type FactName<E extends AuditEventName> = (typeof AUDIT_EVENTS)[E]['facts'][number];

/** Whether a text names an audit event. */
export const isAuditEventName = (text: string): text is AuditEventName => Object.hasOwn(AUDIT_EVENTS, text);
