import { DomainError } from '@broker/kernel';
import { fromBase64, toBase64 } from './base64.js';
import { isEventId } from './ledger-leaf.js';
import { HASH_BYTES } from './merkle-tree.js';
import type { Hash } from './merkle-tree.js';
import { NOTE_FAULTS, openNote, signNote } from './signed-note.js';
import type { NoteFault, NoteKey, NoteSigner } from './signed-note.js';

/** What the log promises to whoever did an act: this entry was written at this instant, and will be in the tree. */
export interface EntryReceipt {
  /** The name of the log. */
  origin: string;
  eventId: string;
  leafHash: Hash;
  /** When the entry was written, by the clock of the database. */
  at: Date;
}

/** What can be wrong with a receipt. */
export type ReceiptFault = NoteFault | 'not-a-receipt' | 'other-log';

/** Each fault in plain English. */
export const RECEIPT_FAULTS: Record<ReceiptFault, string> = {
  ...NOTE_FAULTS,
  'not-a-receipt': 'this is not a receipt of the log',
  'other-log': 'another log gave this receipt',
};

// After the name of the log, so that no checkpoint can be taken for a receipt, nor a receipt for a checkpoint: both are signed with one key.
const KIND = '/receipt';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * A receipt as a signed note of four lines: the log's name with `/receipt`, the id of the event, the leaf hash in base64, the instant in UTC.
 * Throws DomainError when the signer is not the log.
 */
export function signReceipt({ origin, eventId, leafHash, at }: EntryReceipt, signer: NoteSigner): string {
  if (signer.key.name !== origin) throw new DomainError('A receipt is signed in the name of its log');
  return signNote(`${origin}${KIND}\n${eventId}\n${toBase64(leafHash)}\n${at.toISOString()}\n`, [signer]);
}

/** Opens a receipt with the keys of the log that should have given it, or returns what is wrong. */
export function openReceipt(note: string, logKeys: readonly NoteKey[]): EntryReceipt | ReceiptFault {
  const opened = openNote(note, logKeys);
  if (typeof opened === 'string') return opened;
  const [first = '', eventId = '', base64 = '', instant = '', ...rest] = opened.text.split('\n');
  const leafHash = fromBase64(base64);
  const isOne = first.endsWith(KIND) && isEventId(eventId) && INSTANT.test(instant) && rest.join() === '';
  if (!isOne || leafHash?.length !== HASH_BYTES || Number.isNaN(Date.parse(instant))) return 'not-a-receipt';
  const origin = first.slice(0, -KIND.length);
  if (!opened.signedBy.some(({ name }) => name === origin)) return 'other-log';
  return { origin, eventId, leafHash, at: new Date(instant) };
}
