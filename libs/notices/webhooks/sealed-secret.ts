import { randomBytes } from 'node:crypto';
import { seal, unseal } from '@broker/platform';

const PURPOSE = 'webhook secret';

/** A new signing secret, shown once. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;

/** Encrypts a signing secret under the installation's own, bound to the agency whose it is. */
export const sealSecret = (secret: string, installationSecret: string, agencyId: string): Buffer =>
  seal(installationSecret, PURPOSE, agencyId, Buffer.from(secret));

/** The signing secret again; null when the installation's own secret is another one than it was sealed under. */
export function unsealSecret(sealed: Buffer, installationSecret: string, agencyId: string): string | null {
  try {
    return unseal(installationSecret, PURPOSE, agencyId, sealed).toString('utf8');
  } catch {
    return null;
  }
}
