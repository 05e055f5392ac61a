import type { Refusal } from '@broker/kernel';

/** What of a ledger entry decides who may see it. */
interface Entry {
  partnershipId: string | null;
  agencyId: string | null;
  subject: { kind: string } | null;
}

/**
 * Whether a person may see an entry and its proof: those of their own partnership (ISA-26). An entry about a submission tells exact
 * numbers of rows that were not released: it stays with the agency that holds the data (ISA-9).
 */
export const mayShowEvidence = (entry: Entry, viewer: { partnershipId: string; agencyId: string }): boolean =>
  entry.partnershipId === viewer.partnershipId &&
  (entry.subject?.kind !== 'submission' || entry.agencyId === viewer.agencyId);

export const noSuchEntry: Refusal = {
  code: 'ledger/no-such-entry',
  clause: 'ISA-26',
  message: 'The log holds no entry of your partnership with this id.',
  mend: 'Take the id from the entries of a submission or a release.',
};
