import { parseCanonical } from './canonical-json.js';
import { sameBytes, toHex } from './hex.js';
import { GrowingTree, leafHash } from './merkle-tree.js';
import type { Hash } from './merkle-tree.js';

/** One entry as the verifier reads it. */
export interface LogEntry {
  /** Its place in the tree, from 0. */
  seq: number;
  leaf: Uint8Array;
  /** The leaf hash stored beside the leaf. */
  leafHash: Hash;
  /** The leaf hash that the tree was built from, where the tree's tiles are at hand: lets the verifier name an entry whose leaf and hash were both rewritten. */
  treeHash?: Hash | null;
}

/** The size and root the log is expected to have. */
export interface LogHead {
  size: number;
  rootHash: Hash;
}

/** What can be wrong with a log. */
export type LogFault = 'gap' | 'leaf-hash-wrong' | 'leaf-not-canonical' | 'tree-hash-wrong' | 'root-mismatch';

/** Either the log is whole, or the first bad entry (`seq` from 0; null when the fault lies in the log as a whole) and what is wrong. */
export type LogVerdict =
  { ok: true; size: number; rootHash: string } | { ok: false; seq: number | null; fault: LogFault };

/** Each fault in plain English. */
export const LOG_FAULTS: Record<LogFault, string> = {
  gap: 'an entry is missing, repeated, out of order or added after the head was made',
  'leaf-hash-wrong': 'the entry does not hash to the leaf hash stored beside it',
  'leaf-not-canonical': 'the entry is not canonical JSON',
  'tree-hash-wrong': 'the entry is not the one that the tree was built from',
  'root-mismatch': 'the entries do not add up to the root hash of the head',
};

/**
 * Recomputes a log from its entries, in order, and compares it with its head. Reads every entry once and keeps O(log n) hashes.
 * Ends at the first fault.
 */
export async function verifyLog(entries: AsyncIterable<LogEntry>, head: LogHead): Promise<LogVerdict> {
  const tree = new GrowingTree();
  for await (const entry of entries) {
    const fault = tree.size >= head.size ? 'gap' : faultOf(entry, tree.size);
    if (fault) return { ok: false, seq: fault === 'gap' ? tree.size : entry.seq, fault };
    tree.append(entry.leafHash);
  }
  if (tree.size !== head.size) return { ok: false, seq: tree.size, fault: 'gap' };
  const root = tree.root();
  if (!sameBytes(root, head.rootHash)) return { ok: false, seq: null, fault: 'root-mismatch' };
  return { ok: true, size: tree.size, rootHash: toHex(root) };
}

function faultOf(entry: LogEntry, expectedSeq: number): LogFault | null {
  if (entry.seq !== expectedSeq) return 'gap';
  if (!sameBytes(leafHash(entry.leaf), entry.leafHash)) return 'leaf-hash-wrong';
  if (parseCanonical(entry.leaf) === undefined) return 'leaf-not-canonical';
  if (entry.treeHash !== undefined && !(entry.treeHash && sameBytes(entry.treeHash, entry.leafHash)))
    return 'tree-hash-wrong';
  return null;
}
