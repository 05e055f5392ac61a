import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { DomainError } from '@broker/kernel';
import { fromBase64, toBase64 } from './base64.js';
import { sameBytes, toHex } from './hex.js';

/** What a key signs: plain notes (1), or checkpoints that it has witnessed, with the time (4). Both are Ed25519. */
export const NOTE_KEY = 1;
export const COSIGNATURE_KEY = 4;
export type NoteKeyType = typeof NOTE_KEY | typeof COSIGNATURE_KEY;

/** The public half of a key, under the name it signs by. */
export interface NoteKey {
  name: string;
  type: NoteKeyType;
  /** 4 bytes: see keyIdOf. */
  keyId: Uint8Array;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
}

/** Somebody who can sign. */
export interface NoteSigner {
  key: NoteKey;
  /** The Ed25519 signature of the bytes, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/** One signature line of a note: whose it says it is, and what stands behind the key id. */
export interface NoteSignature {
  name: string;
  keyId: Uint8Array;
  signature: Uint8Array;
}

/** A note of which at least one signature of a known key was checked. */
export interface OpenedNote {
  text: string;
  signedBy: NoteKey[];
}

/** What can be wrong with a signed note. */
export type NoteFault = 'not-a-note' | 'bad-signature' | 'not-signed';

/** Each fault in plain English. */
export const NOTE_FAULTS: Record<NoteFault, string> = {
  'not-a-note': 'this is not a signed note',
  'bad-signature': 'a signature is not of this text',
  'not-signed': 'nobody signed whose key is known',
};

/** The longest note that is read, in characters, and the most signatures on it. */
const MAX_NOTE_LENGTH = 100_000;
const MAX_SIGNATURES = 100;

const ED25519_PUBLIC_BYTES = 32;
const KEY_ID_BYTES = 4;

const NAME = /^[^\s+\p{Cc}\p{Surrogate}]+$/u;
// Anything but control characters, of which the newline alone is allowed, and lone surrogates.
// eslint-disable-next-line no-control-regex
const TEXT = /^[^\u0000-\u0009\u000b-\u001f\p{Surrogate}]*$/u;
const VKEY = /^([^\s+\p{Cc}\p{Surrogate}]+)\+([0-9a-f]{8})\+(\S+)$/u;
const SIGNATURE_LINE = /^— (\S+) (\S+)$/;

/** The key id: the first 4 bytes of SHA-256(name ‖ newline ‖ type ‖ public key). */
export const keyIdOf = (name: string, type: NoteKeyType, publicKey: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(publicKey).digest()).slice(
    0,
    KEY_ID_BYTES,
  );

/** A public key under a name. Throws DomainError on a name that no line can carry (empty, blanks, a plus) or a key that is not 32 bytes. */
export function noteKey(name: string, type: NoteKeyType, publicKey: Uint8Array): NoteKey {
  if (!NAME.test(name)) throw new DomainError('A key needs a name without blanks and without a plus');
  if (publicKey.length !== ED25519_PUBLIC_BYTES) throw new DomainError('An Ed25519 public key has 32 bytes');
  return { name, type, keyId: keyIdOf(name, type, publicKey), publicKey };
}

/** A key as it travels in a policy or a letter: `<name>+<key id in hexadecimal>+<base64 of type ‖ public key>`. */
export const vkeyOf = ({ name, type, keyId, publicKey }: NoteKey): string =>
  `${name}+${toHex(keyId)}+${toBase64(Uint8Array.of(type, ...publicKey))}`;

/** Reads a key as it travels; null when it is none, when its id is not its own, or when it is of a kind that is not known here. */
export function parseVkey(vkey: string): NoteKey | null {
  // The last part is base64, which may itself hold plus signs.
  const [, name, id, base64] = VKEY.exec(vkey) ?? [];
  const bytes = base64 === undefined ? null : fromBase64(base64);
  if (name === undefined || id === undefined || bytes?.length !== 1 + ED25519_PUBLIC_BYTES) return null;
  const type = bytes[0];
  if (type !== NOTE_KEY && type !== COSIGNATURE_KEY) return null;
  const key = noteKey(name, type, bytes.slice(1));
  return toHex(key.keyId) === id ? key : null;
}

/** Somebody who signs as `name` with an Ed25519 private key. */
export function noteSigner(name: string, type: NoteKeyType, privateKey: KeyObject): NoteSigner {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = fromBase64(`${(x ?? '').replaceAll('-', '+').replaceAll('_', '/')}=`);
  return {
    key: noteKey(name, type, publicKey ?? new Uint8Array(0)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

/** Whether a signature of 64 bytes over a message is that of an Ed25519 public key of 32 bytes. Never throws: anything odd is false. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const x = toBase64(publicKey).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
}

/** One signature line, with its newline. */
export const signatureLine = ({ name, keyId }: Omit<NoteSignature, 'signature'>, signature: Uint8Array): string =>
  `— ${name} ${toBase64(Uint8Array.of(...keyId, ...signature))}\n`;

/** Signs a text, which must end in a newline and hold no other control character (DomainError): text, empty line, signature lines. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || !TEXT.test(text)) throw new DomainError('A note ends in a newline and is plain text');
  const message = new TextEncoder().encode(text);
  return `${text}\n${signers.map((signer) => signatureLine(signer.key, signer.sign(message))).join('')}`;
}

/** The text of a note and its signatures, of which none is checked; null when it is not a signed note. */
export function readNote(note: string): { text: string; signatures: NoteSignature[] } | null {
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || note.length > MAX_NOTE_LENGTH || !note.endsWith('\n') || !TEXT.test(note)) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return null;
  const signatures = lines.map(readSignatureLine);
  return signatures.every((line) => line !== null) ? { text: note.slice(0, end + 1), signatures } : null;
}

/** The text of a note, with its last newline, whoever signed it; null when it is not a signed note. */
export const noteText = (note: string): string | null => readNote(note)?.text ?? null;

/** Reads one signature line, without its newline; null when it is none. */
export function readSignatureLine(line: string): NoteSignature | null {
  const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = base64 === undefined ? null : fromBase64(base64);
  if (name === undefined || !NAME.test(name) || !bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

/** Whether a signature line says that it is by this key. */
export const saysIt = (line: NoteSignature, key: NoteKey): boolean =>
  line.name === key.name && sameBytes(line.keyId, key.keyId);

/**
 * Opens a note with the plain keys that are known (witnesses' keys are checked by verifyCosignature). Signatures of unknown keys count
 * for nothing; one of a known key that fails spoils the note; a note needs one that holds. Returns the fault otherwise.
 */
export function openNote(note: string, keys: readonly NoteKey[]): OpenedNote | NoteFault {
  const read = readNote(note);
  if (!read) return 'not-a-note';
  const message = new TextEncoder().encode(read.text);
  const signedBy = new Set<NoteKey>();
  for (const line of read.signatures) {
    const key = keys.find((each) => each.type === NOTE_KEY && saysIt(line, each));
    if (!key || signedBy.has(key)) continue;
    if (!isSignedBy(key.publicKey, message, line.signature)) return 'bad-signature';
    signedBy.add(key);
  }
  return signedBy.size > 0 ? { text: read.text, signedBy: [...signedBy] } : 'not-signed';
}
