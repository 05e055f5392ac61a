import { AUDIT_EVENTS, type LedgerEvidence } from '@broker/ledger';
import { momentText } from '../format/dates.js';
import { numberText } from '../format/numbers.js';
import { paths } from '../paths.js';
import type { TableRow } from '../submissions/report.presenter.js';

/** Entries of the log as a table: what happened, when, place in the log, the way to the proof (for whoever may see it). */
export const presentEvidence = (entries: readonly LedgerEvidence[], maySeeProof: boolean): TableRow[] =>
  entries.map(({ eventId, sequence, leaf }) => [
    AUDIT_EVENTS[leaf.event].meaning,
    momentText(new Date(leaf.at)),
    sequence === null ? 'waits for its place (about a second)' : numberText(sequence),
    maySeeProof ? { href: paths.proof({ eventId }), text: `Prove this entry (${eventId.slice(0, 8)})` } : eventId,
  ]);
