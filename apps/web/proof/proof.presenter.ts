import {
  AUDIT_EVENTS,
  faultOfProof,
  PROOF_FAULTS,
  type LedgerLeaf,
  openProof,
  TLOG_PROOF_FAULTS,
  type LedgerProof,
  type ProofFile,
  type WitnessPolicy,
} from '@broker/ledger';
import { momentText } from '../format/dates.js';
import { numberText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { presentCheckpoint, type CheckpointView } from './proofs.presenter.js';

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
  } | null;
  /** The signed proof for download; null while no signed checkpoint covers the entry. */
  signed?: SignedProofView | null;
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
    },
  };
}

/** A proof under a signed checkpoint, as it is downloaded. */
export interface SignedProofView {
  download: string;
  checkpoint: CheckpointView;
  /** Null when it holds under the partnership's own keys and rule, which this page has just checked. */
  fault: string | null;
}

/** Shows the signed proof of an entry, having checked it as whoever downloads it would. */
export function presentSigned(eventId: string, file: ProofFile, policy: WitnessPolicy): SignedProofView {
  const proven = openProof(file.text, policy);
  return {
    download: paths.proofFile({ eventId }),
    checkpoint: presentCheckpoint(file.checkpoint, policy),
    fault: typeof proven === 'string' ? TLOG_PROOF_FAULTS[proven] : null,
  };
}
