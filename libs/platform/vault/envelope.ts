import { createHmac, randomBytes } from 'node:crypto';
import { DomainError } from '@broker/kernel';
import { seal, unseal } from '../crypto/seal.js';
import type { VaultKey } from './vault-keys.js';

/** An item closed under a key of its own, which is closed under a key of the key file. */
export interface Envelope {
  keyId: string;
  wrappedKey: Buffer;
  sealed: Buffer;
  /** HMAC-SHA256, lower-case hexadecimal. */
  commitment: string;
}

/** Where an envelope stands: it opens nowhere else. */
export interface EnvelopePlace {
  vaultId: string;
  partnershipId: string;
  boundTo: string;
}

const KEY_BYTES = 32;

/** Closes bytes under a new key and commits to them under a new nonce. */
export function closeEnvelope(key: VaultKey, place: EnvelopePlace, plain: Uint8Array): Envelope {
  const own = randomBytes(KEY_BYTES);
  const nonce = randomBytes(KEY_BYTES);
  return {
    keyId: key.id,
    wrappedKey: seal(key.secret, 'vault-key', place.vaultId, Buffer.concat([own, nonce])),
    sealed: seal(own.toString('base64url'), 'vault-item', placeText(place), plain),
    commitment: commitmentOf(nonce, plain),
  };
}

/**
 * Opens an envelope. Throws DomainError when it was altered, stands elsewhere than where it was closed, or does not hold what was
 * committed to. @param key the one that `keyId` names.
 */
export function openEnvelope(key: VaultKey, place: EnvelopePlace, envelope: Omit<Envelope, 'keyId'>): Buffer {
  const wrapped = opened(() => unseal(key.secret, 'vault-key', place.vaultId, envelope.wrappedKey));
  const own = wrapped.subarray(0, KEY_BYTES).toString('base64url');
  const plain = opened(() => unseal(own, 'vault-item', placeText(place), envelope.sealed));
  if (commitmentOf(wrapped.subarray(KEY_BYTES), plain) !== envelope.commitment)
    throw new DomainError('An item of the vault does not hold what its commitment says.');
  return plain;
}

/** The wrapped key closed under another key of the key file; the item itself stays as it is. */
export function rewrap(from: VaultKey, to: VaultKey, vaultId: string, wrappedKey: Uint8Array): Buffer {
  return seal(
    to.secret,
    'vault-key',
    vaultId,
    opened(() => unseal(from.secret, 'vault-key', vaultId, wrappedKey)),
  );
}

const commitmentOf = (nonce: Uint8Array, plain: Uint8Array): string =>
  createHmac('sha256', nonce).update(plain).digest('hex');

const placeText = ({ vaultId, partnershipId, boundTo }: EnvelopePlace): string =>
  `${vaultId} ${partnershipId} ${boundTo}`;

function opened(open: () => Buffer): Buffer {
  try {
    return open();
  } catch {
    throw new DomainError('An item of the vault cannot be opened: it was altered, or belongs to something else.');
  }
}

/** A value as JSON with its names in order: one text for one value. */
export const orderedJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
