import { DomainError } from '@broker/kernel';
import type { Clause } from '@broker/kernel';
import { AUDIT_EVENTS, isAuditEventName } from './audit-events/index.js';
import type { AuditEventName, FactName } from './audit-events/index.js';
import { canonicalBytes } from './canonical-json.js';

/** A particular of an entry: a count, a yes or no, or a short code, id, hash, date or instant. Never a name or a sentence. */
export type FactValue = number | boolean | string | null;

/** The thing an entry is about: its kind (`submission`, `release`) and its id. */
export interface LedgerSubject {
  kind: string;
  id: string;
}

interface RecordOf<E extends AuditEventName> {
  event: E;
  /** When the act happened, by the caller's clock. */
  at: Date;
  /** UUID; null for an act outside any partnership. */
  partnershipId: string | null;
  /** UUID of the agency on whose behalf it was done. */
  agencyId: string | null;
  /** UUID of the officer who did it; null for the system itself or an unknown person. */
  officerId: string | null;
  subject: LedgerSubject | null;
  /** Exactly the facts that the catalogue declares for the event. */
  facts: Readonly<Record<FactName<E>, FactValue>>;
}

/** What a room tells the ledger when something has been done or refused. */
export type LedgerRecord = { [E in AuditEventName]: RecordOf<E> }[AuditEventName];

/** An entry as it is kept and hashed: canonical JSON of this shape, at most 4,096 bytes. */
export interface LedgerLeaf {
  v: 1;
  eventId: string;
  event: AuditEventName;
  clause: Clause;
  outcome: 'done' | 'refused';
  /** ISO 8601 in UTC, with milliseconds. */
  at: string;
  partnershipId: string | null;
  agencyId: string | null;
  officerId: string | null;
  subject: LedgerSubject | null;
  facts: Record<string, FactValue>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const KIND = /^[a-z][a-z-]{0,39}$/;
// No blank and no @: keeps sentences, names in full and e-mail addresses out.
const CODE = /^[\w.:/+-]{1,128}$/;
// Nine digits or more with nothing but punctuation between: a telephone number, an NHS number. ISO dates have eight.
const LONG_NUMBER = /^[^A-Za-z]*(?:\d[^A-Za-z]*){9}$/;

/**
 * The leaf of a record: its clause and outcome are those of the catalogue. Throws DomainError when the event is unknown, when the facts are not
 * exactly those declared for it, or when a value could carry personal details (free text, an e-mail address, a long number).
 */
export function leafOf(eventId: string, record: LedgerRecord): LedgerLeaf {
  const { event, at, partnershipId, agencyId, officerId, subject } = record;
  if (!isAuditEventName(event)) throw new DomainError('The ledger does not know this event');
  for (const id of [eventId, partnershipId, agencyId, officerId]) {
    if (id !== null && !UUID.test(id)) throw new DomainError(`${event}: an id is not a UUID`);
  }
  if (Number.isNaN(at.getTime())) throw new DomainError(`${event}: the instant is not valid`);
  if (subject && !(KIND.test(subject.kind) && isCode(subject.id))) {
    throw new DomainError(`${event}: the subject's kind or id is not a code`);
  }
  return {
    v: 1,
    eventId,
    event,
    clause: AUDIT_EVENTS[event].clause,
    outcome: AUDIT_EVENTS[event].outcome,
    at: at.toISOString(),
    partnershipId,
    agencyId,
    officerId,
    subject: subject && { kind: subject.kind, id: subject.id },
    facts: checkedFacts(event, record.facts),
  };
}

/** Whether a text is shaped like the id of an event. */
export const isEventId = (text: string): boolean => UUID.test(text);

/** The bytes of a leaf that are stored and hashed. */
export const leafBytes = (leaf: LedgerLeaf): Uint8Array => canonicalBytes(leaf);

function checkedFacts(event: AuditEventName, facts: Record<string, FactValue>): Record<string, FactValue> {
  const declared: readonly string[] = AUDIT_EVENTS[event].facts;
  const strange = Object.keys(facts).filter((name) => !declared.includes(name));
  const missing = declared.filter((name) => !Object.hasOwn(facts, name));
  if (strange.length > 0 || missing.length > 0) {
    throw new DomainError(`${event}: facts missing: [${missing.join(', ')}], not declared: [${strange.join(', ')}]`);
  }
  for (const [name, value] of Object.entries(facts)) {
    if (!isFactValue(value))
      throw new DomainError(`${event}: the fact ${name} is not a count, a code, an id or a hash`);
  }
  return { ...facts };
}

function isFactValue(value: unknown): value is FactValue {
  if (value === null || typeof value === 'boolean') return true;
  return typeof value === 'string' ? isCode(value) : Number.isSafeInteger(value);
}

const isCode = (text: string): boolean => CODE.test(text) && (UUID.test(text) || !LONG_NUMBER.test(text));
