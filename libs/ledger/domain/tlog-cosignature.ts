import { DomainError } from '@broker/kernel';
import { COSIGNATURE_KEY, isSignedBy, readSignatureLine, saysIt, signatureLine } from './signed-note.js';
import type { NoteKey, NoteSignature, NoteSigner } from './signed-note.js';

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/**
 * What a witness signs (C2SP tlog-cosignature, Ed25519): a line `cosignature/v1`, a line `time <seconds since 1970>`, then the whole
 * text of the checkpoint with its last newline.
 */
export const cosignatureMessage = (time: number, checkpointText: string): Uint8Array =>
  new TextEncoder().encode(`cosignature/v1\ntime ${time}\n${checkpointText}`);

/** The signature line of a witness, with its newline. Throws DomainError unless the key is one for cosignatures and `time` is in whole seconds. */
export function cosignatureLine(witness: NoteSigner, time: number, checkpointText: string): string {
  if (witness.key.type !== COSIGNATURE_KEY) throw new DomainError('A witness signs with a key for cosignatures');
  if (!Number.isSafeInteger(time) || time < 0) throw new DomainError('A cosignature bears a time in whole seconds');
  const stamped = new Uint8Array(TIME_BYTES + SIGNATURE_BYTES);
  new DataView(stamped.buffer).setBigUint64(0, BigInt(time));
  stamped.set(witness.sign(cosignatureMessage(time, checkpointText)), TIME_BYTES);
  return signatureLine(witness.key, stamped);
}

/**
 * Checks a signature line (with or without its newline) as the cosignature of a checkpoint by this witness. Returns the time that the
 * witness vouches for, in seconds since 1970; 'other' when the line is somebody else's; 'bad' when it says it is theirs and does not hold.
 */
export function verifyCosignature(line: string, witness: NoteKey, checkpointText: string): number | 'other' | 'bad' {
  const signature = readSignatureLine(line.replace(/\n$/, ''));
  return signature ? cosignatureTime(signature, witness, checkpointText) : 'other';
}

/** As verifyCosignature, for a signature of a note that has been read. */
export function cosignatureTime(
  line: NoteSignature,
  witness: NoteKey,
  checkpointText: string,
): number | 'other' | 'bad' {
  if (!saysIt(line, witness)) return 'other';
  const { signature } = line;
  if (witness.type !== COSIGNATURE_KEY || signature.length !== TIME_BYTES + SIGNATURE_BYTES) return 'bad';
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  const message = cosignatureMessage(time, checkpointText);
  const holds = Number.isSafeInteger(time) && isSignedBy(witness.publicKey, message, signature.slice(TIME_BYTES));
  return holds ? time : 'bad';
}
