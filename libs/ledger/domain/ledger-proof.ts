import { parseCanonical } from './canonical-json.js';
import { fromHex, sameBytes } from './hex.js';
import { verifyInclusion } from './merkle-proof.js';
import { leafHash } from './merkle-tree.js';

/** A proof that an entry is in the ledger, as it is handed out and filed. Hashes in lower-case hexadecimal. */
export interface LedgerProof {
  eventId: string;
  /** The entry itself: canonical JSON. */
  leaf: string;
  leafHash: string;
  /** The entry's place in the tree, from 0. */
  index: number;
  treeSize: number;
  rootHash: string;
  /** The inclusion proof (RFC 6962 section 2.1.1), the leaf's sibling first. */
  hashes: string[];
}

/** What can be wrong with a proof. */
export type ProofFault = 'not-a-proof' | 'leaf-not-canonical' | 'other-event' | 'leaf-hash-wrong' | 'not-included';

/** Each fault in plain English. */
export const PROOF_FAULTS: Record<ProofFault, string> = {
  'not-a-proof': 'this is not a ledger proof',
  'leaf-not-canonical': 'the entry is not canonical JSON',
  'other-event': 'the entry is not that of the event the proof names',
  'leaf-hash-wrong': 'the entry does not hash to the leaf hash of the proof',
  'not-included': 'the hashes do not lead from the entry to the root hash',
};

/**
 * Checks a proof without the ledger. Takes parsed JSON of any shape; returns null when the proof holds, otherwise what is wrong.
 * It proves that the entry lies in the tree with this root; that the root is the ledger's is for the reader to compare.
 */
export function faultOfProof(proof: unknown): ProofFault | null {
  if (!isProof(proof)) return 'not-a-proof';
  const [hash, root, ...path] = [proof.leafHash, proof.rootHash, ...proof.hashes].map(fromHex);
  if (!hash || !root || !path.every((step) => step !== null)) return 'not-a-proof';
  const leaf = new TextEncoder().encode(proof.leaf);
  const content = parseCanonical(leaf);
  if (content === undefined) return 'leaf-not-canonical';
  if ((content as { eventId?: unknown } | null)?.eventId !== proof.eventId) return 'other-event';
  if (!sameBytes(leafHash(leaf), hash)) return 'leaf-hash-wrong';
  const claim = { leafHash: hash, index: proof.index, size: proof.treeSize, rootHash: root };
  return verifyInclusion(claim, path) ? null : 'not-included';
}

function isProof(value: unknown): value is LedgerProof {
  const proof = value as Partial<Record<keyof LedgerProof, unknown>> | null;
  return (
    typeof proof === 'object' &&
    proof !== null &&
    [proof.eventId, proof.leaf, proof.leafHash, proof.rootHash].every((text) => typeof text === 'string') &&
    [proof.index, proof.treeSize].every(Number.isSafeInteger) &&
    Array.isArray(proof.hashes) &&
    proof.hashes.every((text) => typeof text === 'string')
  );
}
