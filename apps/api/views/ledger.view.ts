import type { LedgerEvidence } from '@broker/ledger';
import type { LedgerEntryDocument } from '../documents/ledger.documents.js';
import { proofHref } from './hrefs.js';

/** An entry of the ledger with the way to its proof; its facts are told by the proof alone. */
export const entryDocument = ({ eventId, sequence, leafHash, leaf }: LedgerEvidence): LedgerEntryDocument => ({
  eventId,
  event: leaf.event,
  clause: leaf.clause,
  at: leaf.at,
  sequence,
  leafHash,
  proofHref: proofHref(eventId),
});
