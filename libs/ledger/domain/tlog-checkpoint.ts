import { DomainError } from '@broker/kernel';
import { fromBase64, toBase64 } from './base64.js';
import { HASH_BYTES } from './merkle-tree.js';
import type { Hash } from './merkle-tree.js';
import { openNote, signNote } from './signed-note.js';
import type { NoteFault, NoteKey, NoteSigner } from './signed-note.js';

/** What a checkpoint says: the log of this origin has this many entries, and they have this root. */
export interface Checkpoint {
  /** The name of the log, which is also the name of its key. */
  origin: string;
  size: number;
  rootHash: Hash;
}

/** What can be wrong with a signed checkpoint. */
export type CheckpointFault = NoteFault | 'not-a-checkpoint' | 'other-log';

const ORIGIN = /^\S+$/;
const SIZE = /^(?:0|[1-9]\d{0,15})$/;

/** The text that is signed: origin, size in decimal, root in base64, a line each (C2SP tlog-checkpoint). Throws DomainError on a checkpoint that cannot be. */
export function checkpointText({ origin, size, rootHash }: Checkpoint): string {
  if (!ORIGIN.test(origin) || !Number.isSafeInteger(size) || size < 0 || rootHash.length !== HASH_BYTES)
    throw new DomainError('A checkpoint needs an origin without blanks, a size and a root of 32 bytes');
  return `${origin}\n${size}\n${toBase64(rootHash)}\n`;
}

/** Reads the text of a checkpoint; null when it is none. A line more than the three is refused: this log never writes one. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin, decimal, base64, end, ...rest] = text.split('\n');
  if (!origin || decimal === undefined || base64 === undefined || end !== '' || rest.length > 0) return null;
  const rootHash = fromBase64(base64);
  const size = Number(decimal);
  if (!SIZE.test(decimal) || !Number.isSafeInteger(size) || rootHash?.length !== HASH_BYTES) return null;
  return { origin, size, rootHash };
}

/** A checkpoint as a signed note. Throws DomainError when the signer does not bear the name of the log. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (signer.key.name !== checkpoint.origin) throw new DomainError('A checkpoint is signed in the name of its log');
  return signNote(checkpointText(checkpoint), [signer]);
}

/** Opens a signed checkpoint with the keys of the log it should be of, or returns what is wrong. Cosignatures are not looked at. */
export function openCheckpoint(note: string, logKeys: readonly NoteKey[]): Checkpoint | CheckpointFault {
  const opened = openNote(note, logKeys);
  if (typeof opened === 'string') return opened;
  const checkpoint = parseCheckpoint(opened.text);
  if (!checkpoint) return 'not-a-checkpoint';
  return opened.signedBy.some(({ name }) => name === checkpoint.origin) ? checkpoint : 'other-log';
}
