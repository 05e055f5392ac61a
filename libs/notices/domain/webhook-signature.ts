import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header that carries the signature of a webhook call. */
export const SIGNATURE_HEADER = 'Broker-Signature';

/** A call signed longer ago than this is not believed, so that an old one cannot be played again. */
export const SIGNATURE_SECONDS = 300;

const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

const digest = (secret: string, seconds: number, body: string): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

/** The value of the signature header: `t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body" in hexadecimal>`. */
export function signatureOf(secret: string, at: Date, body: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${digest(secret, seconds, body).toString('hex')}`;
}

/**
 * What a receiver does: whether a call is ours, unchanged and fresh.
 * @param header the signature header as it arrived. @param body the bytes as they arrived, before any parsing.
 */
export function isSignedBy(secret: string, header: string, body: string, now: Date): boolean {
  const [, seconds, given] = SIGNATURE.exec(header) ?? [];
  if (!seconds || !given) return false;
  const isFresh = Math.abs(now.getTime() / 1000 - Number(seconds)) <= SIGNATURE_SECONDS;
  return timingSafeEqual(digest(secret, Number(seconds), body), Buffer.from(given, 'hex')) && isFresh;
}
