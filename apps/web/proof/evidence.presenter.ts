import { AUDIT_EVENTS, type AuditEventName, type LedgerEvidence } from '@broker/ledger';
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

/** The way from a record to its proof; see views/proof/prove-this.njk. */
export interface ProveThis {
  href: string;
  /** What the entry tells of, without its full stop. */
  meaning: string;
}

/** The way to the proof of what made a record: of the newest of these entries that tells of `event`. Null when there is none, or it may not be seen. */
export function presentProveThis(
  entries: readonly LedgerEvidence[],
  event: AuditEventName,
  maySeeProof: boolean,
): ProveThis | null {
  const entry = maySeeProof ? entries.find(({ leaf }) => leaf.event === event) : undefined;
  if (!entry) return null;
  return { href: paths.proof({ eventId: entry.eventId }), meaning: AUDIT_EVENTS[event].meaning.replace(/\.$/, '') };
}
