import type { LogRow, OpenedRecord } from '@broker/audit';
import type { LogRecordDocument, LogRowDocument } from '../documents/disclosure-log.documents.js';
import { proofHref } from './hrefs.js';

/** A row of the log, masked. */
export const logRowDocument = (row: LogRow) =>
  ({
    kind: row.kind,
    id: row.id,
    reference: row.reference,
    enteredAt: row.enteredAt.toISOString(),
    occurredOn: row.occurredOn,
    agency: row.agency,
    counterpart: row.counterpart,
    officer: row.officer,
    state: row.state,
    side: row.side,
    what: row.what,
    channel: row.channel,
    outcome: row.outcome,
    purpose: row.purpose,
    gateway: row.gateway,
    dataset: row.dataset,
    subjectRole: row.subjectRole,
    convictionData: row.convictionData,
    personCode: row.personCode,
    exceptions: row.exceptions,
    entryId: row.proof?.eventId ?? null,
  }) satisfies LogRowDocument;

/** A record, masked, with its chain of custody and what was so on the day. */
export const logRecordDocument = ({ row, record, custody, asItWas }: OpenedRecord): LogRecordDocument => ({
  ...logRowDocument(row),
  missing: record.missing,
  consent: record.consent,
  article8Interest: record.article8Interest,
  retainUntilOn: record.retainUntilOn,
  onHold: record.onHold,
  commitment: record.commitment,
  custody: custody.map(({ eventId, leaf }) => ({
    entryId: eventId,
    event: leaf.event,
    at: leaf.at,
    proof: proofHref(eventId),
  })),
  asItWas: asItWas.map(({ at, ...moment }) => ({ ...moment, at: at.toISOString() })),
});
