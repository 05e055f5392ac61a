import type { LogKind } from '../domain/index.js';

/** How each kind of row yields each column of the log. */
const COLUMNS: Record<LogKind, Record<string, string>> = {
  record: {
    kind: `'record'`,
    id: 'r.id',
    reference: 'r.reference',
    enteredAt: 'r.started_at',
    occurredOn: 'r.occurred_on::text',
    agencyId: 'r.agency_id',
    counterpartId: 'r.counterpart_agency_id',
    officerId: 'r.dealing_officer_id',
    state: 'r.state',
    side: 'r.side',
    what: 'r.kind',
    channel: 'r.channel',
    outcome: 'r.outcome',
    purpose: 'r.purpose',
    gateway: 'r.gateway',
    dataset: 'NULL::text',
    subjectRole: 'r.subject_role',
    convictionData: 'r.conviction_data',
    disposedAt: 'r.disposed_at',
    releaseId: 'NULL::uuid',
  },
  release: ofDataset('release', {
    id: 's.id',
    at: 's.released_at',
    agency: 's.agency_id',
    counterpart: 'NULL::uuid',
    officer: 's.released_by',
    purpose: 's.purpose',
  }),
  collection: ofDataset('collection', {
    id: 'c.id',
    at: 'c.collected_at',
    agency: 'c.agency_id',
    counterpart: 's.agency_id',
    officer: 'c.officer_id',
    purpose: 'c.purpose',
  }),
};

function ofDataset(
  kind: 'release' | 'collection',
  {
    id,
    at,
    agency,
    counterpart,
    officer,
    purpose,
  }: Record<'id' | 'at' | 'agency' | 'counterpart' | 'officer' | 'purpose', string>,
): Record<string, string> {
  return {
    kind: `'${kind}'`,
    id,
    reference: 'NULL::text',
    enteredAt: at,
    occurredOn: `(${at} AT TIME ZONE 'Europe/London')::date::text`,
    agencyId: agency,
    counterpartId: counterpart,
    officerId: officer,
    state: `'final'`,
    side: kind === 'release' ? `'holding'` : `'asking'`,
    what: `'${kind}'`,
    channel: `'system'`,
    outcome: kind === 'release' ? `'released'` : `'collected'`,
    purpose,
    gateway: 'NULL::text',
    dataset: 's.dataset_id',
    subjectRole: 'NULL::text',
    convictionData: 'false',
    disposedAt: 'NULL::timestamptz',
    releaseId: 's.id',
  };
}

/** The select list of one kind of row. */
export const selected = (kind: LogKind): string =>
  Object.entries(COLUMNS[kind])
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(', ');
