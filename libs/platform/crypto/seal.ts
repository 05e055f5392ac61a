import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '@broker/kernel';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a secret for the database under a key that is derived from the installation's own (`BROKER_SECRET`).
 * @param purpose what the key is for, for example `signing-key`: two purposes never share a key.
 * @param boundTo what the secret belongs to; it cannot be opened as anything else's.
 * @returns nonce, tag and cipher text in one.
 */
export function seal(secret: string, purpose: string, boundTo: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(secret, purpose), nonce).setAAD(Buffer.from(boundTo));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `seal` closed. Throws DomainError when it was altered, belongs to something else or was closed under another secret. */
export function unseal(secret: string, purpose: string, boundTo: string, sealed: Uint8Array): Buffer {
  const [nonce, tag, text] = [
    sealed.subarray(0, NONCE_BYTES),
    sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES),
    sealed.subarray(NONCE_BYTES + TAG_BYTES),
  ];
  try {
    const key = keyFor(secret, purpose);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    throw new DomainError(`A sealed ${purpose} cannot be opened: BROKER_SECRET is another than when it was sealed.`);
  }
}

const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `safe-city-broker/${purpose}`, KEY_BYTES));
