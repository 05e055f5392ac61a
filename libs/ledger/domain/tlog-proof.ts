import { fromBase64, toBase64 } from './base64.js';
import { parseCanonical } from './canonical-json.js';
import { verifyInclusion } from './merkle-proof.js';
import { HASH_BYTES, leafHash } from './merkle-tree.js';
import type { Hash } from './merkle-tree.js';
import { NOTE_FAULTS } from './signed-note.js';
import { openCosigned } from './witness-policy.js';
import type { TrustedCheckpoint, TrustFault, WitnessPolicy } from './witness-policy.js';

const HEADER = 'c2sp.org/tlog-proof@v1';

/**
 * The proof of one entry, as a file that is handed out: a C2SP tlog-proof whose `extra` line carries the entry itself, so that one file is all that
 * a reader needs beside the keys.
 */
export interface TlogProof {
  /** The entry: canonical JSON, UTF-8. Null where the file leaves it to the reader to bring it. */
  leaf: Uint8Array | null;
  /** The entry's place in the tree, from 0. */
  index: number;
  /** The inclusion proof (RFC 6962 section 2.1.1), the leaf's sibling first. */
  hashes: Hash[];
  /** The signed checkpoint with its cosignatures. */
  checkpoint: string;
}

/** What can be wrong with a proof file. */
export type TlogProofFault = TrustFault | 'not-a-proof' | 'leaf-missing' | 'leaf-not-canonical' | 'not-included';

/** Each fault of a proof or a checkpoint in plain English. */
export const TLOG_PROOF_FAULTS: Record<TlogProofFault, string> = {
  ...NOTE_FAULTS,
  'not-a-proof': 'this is not a proof file',
  'leaf-missing': 'the file does not hold the entry that it proves',
  'leaf-not-canonical': 'the entry is not canonical JSON',
  'not-included': 'the hashes do not lead from the entry to the root that was signed',
  'not-a-checkpoint': 'what was signed is not a checkpoint of a log',
  'other-log': 'the checkpoint is of another log than the key',
  'bad-cosignature': 'a witness’s cosignature is not of this checkpoint',
  'too-few-witnesses': 'fewer witnesses have cosigned the checkpoint than the policy wants',
};

const INDEX = /^(?:0|[1-9]\d{0,15})$/;

/** Writes a proof file. */
export function proofText({ leaf, index, hashes, checkpoint }: TlogProof): string {
  const extra = leaf ? [`extra ${toBase64(leaf)}`] : [];
  return [HEADER, ...extra, `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n');
}

/** Reads a proof file, of which nothing is checked but its form; null when it is none. */
export function parseProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(end, 0)).split('\n');
  if (end === -1 || lines.shift() !== HEADER) return null;
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice('extra '.length)) : undefined;
  const [, index] = /^index (\d+)$/.exec(lines.shift() ?? '') ?? [];
  const hashes = lines.map(fromBase64);
  if (extra === null || index === undefined || !INDEX.test(index) || !Number.isSafeInteger(Number(index))) return null;
  if (!hashes.every((hash) => hash?.length === HASH_BYTES)) return null;
  return { leaf: extra ?? null, index: Number(index), hashes: hashes as Hash[], checkpoint: text.slice(end + 2) };
}

/** What a proof that holds shows: this entry, under this checkpoint. */
export interface ProvenEntry {
  leaf: Uint8Array;
  index: number;
  checkpoint: TrustedCheckpoint;
}

/** Checks a proof file under a policy, with nothing but the file; returns what it proves, or what is wrong. */
export function openProof(text: string, policy: WitnessPolicy): ProvenEntry | TlogProofFault {
  const proof = parseProof(text);
  if (!proof) return 'not-a-proof';
  const { leaf, index, hashes } = proof;
  if (!leaf) return 'leaf-missing';
  if (parseCanonical(leaf) === undefined) return 'leaf-not-canonical';
  const checkpoint = openCosigned(proof.checkpoint, policy);
  if (typeof checkpoint === 'string') return checkpoint;
  const { size, rootHash } = checkpoint;
  const isIncluded = verifyInclusion({ leafHash: leafHash(leaf), index, size, rootHash }, hashes);
  return isIncluded ? { leaf, index, checkpoint } : 'not-included';
}
