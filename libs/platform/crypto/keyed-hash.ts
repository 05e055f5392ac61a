import { createHmac, hkdfSync } from 'node:crypto';

/**
 * A hash (HMAC-SHA256, base64url) that only this installation can compute: it tells two values apart without telling what they are.
 * @param purpose what the hash is for: two purposes never share a key.
 */
export const keyedHash = (secret: string, purpose: string, value: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', `safe-city-broker/${purpose}`, 32)))
    .update(value)
    .digest('base64url');
