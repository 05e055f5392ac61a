import { canonicalSignature, isCanonicalSignature } from './es256-signature.js';
import { ACCESS_TOKEN_MINUTES, CLOCK_SKEW_SECONDS } from './token-lives.js';

/** The one algorithm, and the type, of an access token (RFC 7518, RFC 9068). */
export const TOKEN_ALGORITHM = 'ES256';
export const TOKEN_TYPE = 'at+jwt';
export const TOKEN_ISSUER = 'safe-city-broker';
export const TOKEN_AUDIENCE = 'safe-city-broker/api/v1';

/** What an access token says: whose it is by ids alone, and when it is good (seconds since 1970). What it may do is looked up. */
export interface AccessTokenClaims {
  iss: typeof TOKEN_ISSUER;
  aud: typeof TOKEN_AUDIENCE;
  /** The appointment that the program acts for. */
  sub: string;
  /** The program (`machine_token.id`). */
  client_id: string;
  jti: string;
  iat: number;
  nbf: number;
  exp: number;
}

/** An access token as it was read; whether its signature holds is still to be seen. */
export interface UnverifiedToken {
  /** Which key is said to have signed it: an RFC 7638 thumbprint, for looking up and for nothing else. */
  kid: string;
  claims: AccessTokenClaims;
}

const BYTES_MAX = 4096;
const BASE64URL = /^[A-Za-z0-9_-]+$/;
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HEADER_MEMBERS = 'alg,kid,typ';

/** What the access token of a program says, from an instant on. */
export function claimsFor(holder: { programId: string; appointmentId: string }, id: string, now: Date) {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims: AccessTokenClaims = {
    iss: TOKEN_ISSUER,
    aud: TOKEN_AUDIENCE,
    sub: holder.appointmentId,
    client_id: holder.programId,
    jti: id,
    iat: seconds,
    nbf: seconds,
    exp: seconds + ACCESS_TOKEN_MINUTES * 60,
  };
  return claims;
}

/** A token as a library signed it, with its signature in the one form that we take. */
export function withCanonicalSignature(token: string): string {
  const cut = token.lastIndexOf('.') + 1;
  const signature = canonicalSignature(Buffer.from(token.slice(cut), 'base64url'));
  return token.slice(0, cut) + Buffer.from(signature).toString('base64url');
}

/**
 * Reads an access token strictly, before any key is looked up: at most 4 KiB, three parts of canonical base64url, a header that holds the
 * algorithm, type and key's id that we write and nothing beside them, every claim that we write, and good at this instant.
 * @returns null for everything else: which of these it was would help only a forger.
 */
export function readAccessToken(token: string, now: Date): UnverifiedToken | null {
  if (token.length > BYTES_MAX) return null;
  const parts = token.split('.').map(bytesOf);
  const [head, body, signature] = parts;
  if (parts.length !== 3 || !head || !body || !signature || !isCanonicalSignature(signature)) return null;
  const header = objectIn(head);
  const claims = objectIn(body);
  if (!header || !claims || !isOurHeader(header) || !isOurs(claims) || !isGood(claims, now)) return null;
  return { kid: header.kid, claims };
}

/** The bytes of a part, or null when it is not written as base64url writes exactly these bytes. */
function bytesOf(part: string): Buffer | null {
  if (!BASE64URL.test(part)) return null;
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : null;
}

function objectIn(bytes: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as never) : null;
  } catch {
    return null;
  }
}

function isOurHeader(header: Record<string, unknown>): header is { kid: string } {
  const { alg, typ, kid } = header;
  return (
    Object.keys(header).sort().join() === HEADER_MEMBERS &&
    alg === TOKEN_ALGORITHM &&
    typ === TOKEN_TYPE &&
    typeof kid === 'string' &&
    THUMBPRINT.test(kid)
  );
}

const isUuid = (value: unknown): boolean => typeof value === 'string' && UUID.test(value);

function isOurs(claims: object): claims is AccessTokenClaims {
  const { iss, aud, sub, client_id, jti, iat, nbf, exp } = claims as Record<string, unknown>;
  return (
    iss === TOKEN_ISSUER &&
    aud === TOKEN_AUDIENCE &&
    [sub, client_id, jti].every(isUuid) &&
    [iat, nbf, exp].every(Number.isSafeInteger)
  );
}

function isGood({ iat, nbf, exp }: AccessTokenClaims, now: Date): boolean {
  const seconds = now.getTime() / 1000;
  const begun = seconds + CLOCK_SKEW_SECONDS;
  return iat <= begun && nbf <= begun && exp > seconds && exp > iat && exp - iat <= ACCESS_TOKEN_MINUTES * 60;
}
