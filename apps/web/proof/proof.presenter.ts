import {
  AUDIT_EVENTS,
  faultOfProof,
  PROOF_FAULTS,
  type LedgerHeadView,
  type LedgerLeaf,
  type LedgerProof,
} from '@broker/ledger';
import { momentText } from '../format/dates.js';
import { numberText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';

/** What the page about the log shows. */
export interface ProofsPage {
  /** Null while the log is empty. */
  head: { size: string; rootHash: string; made: string } | null;
  /** As it was typed. */
  entry: string;
  errors: { text: string; href: string }[];
}

/** @param wanted what was looked for and is no number of an entry; null when nothing was looked for. */
export const presentProofs = ({ size, rootHash, madeAt }: LedgerHeadView, wanted: string | null): ProofsPage => ({
  head: madeAt && { size: numberText(size), rootHash, made: momentText(madeAt) },
  entry: wanted ?? '',
  errors: wanted === null ? [] : [{ text: complaint(wanted), href: '#entry' }],
});

const complaint = (wanted: string): string =>
  wanted === ''
    ? 'Enter the number of an entry'
    : 'The number of an entry has 32 digits and letters in five groups, like 0f8fad5b-d9cb-469f-a165-70867728950e';

/** What the page of one entry shows. */
export interface ProofPage {
  eventId: string;
  /** Null while the entry waits for its place. */
  proof: {
    meaning: string;
    at: string;
    clause: ClauseView;
    leaf: string;
    rows: { key: { text: string }; value: { text: string; classes: string } }[];
    path: string[];
    /** Null when the proof holds, which this page has just checked. */
    fault: string | null;
    download: string;
  } | null;
}

/** Shows a proof, having checked it once more. */
export function presentProof(eventId: string, proof: LedgerProof | 'pending'): ProofPage {
  if (proof === 'pending') return { eventId, proof: null };
  const leaf = JSON.parse(proof.leaf) as LedgerLeaf;
  const fault = faultOfProof(proof);
  const rows: [string, string][] = [
    ['Place in the log', `${numberText(proof.index)} (the first entry has place 0)`],
    ['Entries in the log', numberText(proof.treeSize)],
    ['Leaf hash', proof.leafHash],
    ['Root hash', proof.rootHash],
  ];
  return {
    eventId,
    proof: {
      meaning: AUDIT_EVENTS[leaf.event].meaning,
      at: momentText(new Date(leaf.at)),
      clause: presentClause(leaf.clause),
      leaf: proof.leaf,
      rows: rows.map(([key, text]) => ({ key: { text: key }, value: { text, classes: 'broker-mono' } })),
      path: proof.hashes,
      fault: fault && PROOF_FAULTS[fault],
      download: paths.proofFile({ eventId }),
    },
  };
}
