import { createHash, randomBytes } from 'node:crypto';

/** A token (32 random bytes, base64url) for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: its SHA-256, hex. */
export const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');
