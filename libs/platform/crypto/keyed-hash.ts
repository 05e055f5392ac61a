import { createHmac, hkdfSync } from 'node:crypto';

/**
 * A hash (HMAC-SHA256, base64url) that only this installation can compute: it tells two values apart without telling what they are.
 * @param purpose what the hash is for: two purposes never share a key.
 */
export const keyedHash = (secret: string, purpose: string, value: string): string =>
  createHmac('sha256', keyOf(secret, purpose)).update(value).digest('base64url');

/** The same for many values: the key is made once. @returns value → 32 bytes. */
export function keyedHasher(secret: string, purpose: string): (value: string) => Buffer {
  const key = keyOf(secret, purpose);
  return (value) => createHmac('sha256', key).update(value).digest();
}

const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `safe-city-broker/${purpose}`, 32));
