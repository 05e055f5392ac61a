import { fromBase64, toBase64 } from './base64.js';
import { sameBytes } from './hex.js';
import { verifyConsistency } from './merkle-proof.js';
import { EMPTY_ROOT, HASH_BYTES } from './merkle-tree.js';
import type { Hash } from './merkle-tree.js';
import { noteText, type NoteKey } from './signed-note.js';
import { openCheckpoint, parseCheckpoint } from './tlog-checkpoint.js';
import type { Checkpoint } from './tlog-checkpoint.js';

/** What a log asks of a witness: cosign this checkpoint; here is the proof that it continues what you cosigned last. */
export interface AddCheckpoint {
  oldSize: number;
  /** From the old size to that of the checkpoint; empty when the old size is 0. */
  proof: Hash[];
  /** The signed checkpoint. */
  note: string;
}

/** What a witness knows of one log: the last checkpoint that it cosigned. */
export interface Witnessed {
  size: number;
  rootHash: Hash;
}

/** The answer of a witness: what to keep and cosign, or the status of HTTP that says why not. */
export type WitnessVerdict =
  { status: 200; checkpoint: Checkpoint } | { status: 400 | 403 | 404 | 422 } | { status: 409; size: number };

const PROOF_LINES_MAX = 63;
const OLD = /^old (0|[1-9]\d{0,15})$/;

/** The body of a request to a witness (C2SP tlog-witness). */
export const addCheckpointText = ({ oldSize, proof, note }: AddCheckpoint): string =>
  [`old ${oldSize}`, ...proof.map(toBase64), '', note].join('\n');

/** Reads the body of a request; null when it is none. */
export function parseAddCheckpoint(body: string): AddCheckpoint | null {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const oldSize = Number(OLD.exec(first)?.[1]);
  const proof = lines.map(fromBase64);
  if (!Number.isSafeInteger(oldSize) || lines.length > PROOF_LINES_MAX) return null;
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return null;
  return { oldSize, proof: proof as Hash[], note: body.slice(end + 2) };
}

/**
 * Judges a request in the order that the format lays down. `held`: what was cosigned last for an origin, null when nothing was;
 * `logKeys`: the keys of the logs that are witnessed. On 200 the checkpoint is to be kept, then cosigned.
 */
export function judgeAddCheckpoint(
  request: AddCheckpoint,
  logKeys: readonly NoteKey[],
  held: (origin: string) => Witnessed | null,
): WitnessVerdict {
  const text = noteText(request.note);
  const claimed = text === null ? null : parseCheckpoint(text);
  if (!claimed) return { status: 400 };
  const keys = logKeys.filter(({ name }) => name === claimed.origin);
  if (keys.length === 0) return { status: 404 };
  const checkpoint = openCheckpoint(request.note, keys);
  if (typeof checkpoint === 'string') return { status: 403 };
  if (request.oldSize > checkpoint.size) return { status: 400 };
  const last = held(checkpoint.origin);
  const known = last?.size ?? 0;
  const isForked = last?.size === checkpoint.size && !sameBytes(last.rootHash, checkpoint.rootHash);
  if (request.oldSize !== known || isForked) return { status: 409, size: known };
  return continues(request.proof, last, checkpoint) ? { status: 200, checkpoint } : { status: 422 };
}

function continues(proof: readonly Hash[], last: Witnessed | null, { size, rootHash }: Checkpoint): boolean {
  if (size === 0 && !sameBytes(rootHash, EMPTY_ROOT)) return false;
  if (!last || last.size === 0) return proof.length === 0;
  return verifyConsistency({ size1: last.size, root1: last.rootHash, size2: size, root2: rootHash }, proof);
}
