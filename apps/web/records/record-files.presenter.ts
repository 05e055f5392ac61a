import type { OpenedRecord } from '@broker/disclosure';
import { csvField } from '@broker/exchange';

/** A record as the files write it: the six particulars and what else is known; nulls where it was disposed of. */
export const recordsJson = (records: readonly OpenedRecord[]) =>
  records.map(({ record, words }) => ({
    reference: record.reference,
    exchangeId: record.exchangeId,
    state: record.state,
    kind: record.kind,
    side: record.side,
    agency: record.agency,
    otherAgency: record.counterpart,
    channel: record.channel,
    outcome: record.outcome,
    date: record.occurredOn,
    person: words?.subject ?? null,
    requestingOfficer: words?.requestingOfficer ?? null,
    summary: words?.summary ?? null,
    grounds: words?.grounds ?? null,
    dealingOfficer: words?.dealingOfficer ?? null,
    personIs: record.subjectRole,
    convictionData: record.convictionData,
    consent: record.consent,
    purpose: record.purpose,
    gateway: record.gateway,
    correction: words?.correction || null,
    supersedes: record.supersedes,
    supersededBy: record.supersededBy,
    finalisedAt: record.finalisedAt,
    retainUntilOn: record.retainUntilOn,
  }));

/** The same as CSV, one record a row; no cell can be run as a formula. */
export function recordsCsv(records: readonly OpenedRecord[]): string {
  const rows = recordsJson(records).map(({ person, finalisedAt, convictionData, ...rest }) => ({
    ...rest,
    person: person?.fullName ?? '',
    otherNames: person?.otherNames.join('; ') ?? '',
    dateOfBirth: person?.dateOfBirth ?? '',
    address: person?.address ?? '',
    convictionData: convictionData ? 'yes' : 'no',
    finalisedAt: finalisedAt?.toISOString() ?? '',
  }));
  const lines = rows.map((row) => Object.values(row).map((value) => csvField(value ?? '')));
  const header = Object.keys(rows[0] ?? {});
  return [...[header, ...lines].map((cells) => cells.join(',')), ''].join('\r\n');
}
