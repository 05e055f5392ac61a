import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

const keyFrom = (installationSecret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', installationSecret, '', 'safe-city-broker/webhook-secrets', 32));

/** A new signing secret, shown once. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;

/** Encrypts a signing secret under the installation's own (AES-256-GCM): iv, tag, content. */
export function seal(secret: string, installationSecret: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(installationSecret), iv);
  const content = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]);
}

/** The signing secret again; null when the installation's own secret is another one than it was sealed under. */
export function unseal(sealed: Buffer, installationSecret: string): string | null {
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(installationSecret), iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
