import * as oidc from 'openid-client';

/** An agency's own sign-in, as far as the protocol needs it. */
export interface ProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** What the answer to an authorisation request is held against. */
export interface ExpectedAnswer {
  state: string;
  nonce: string;
  verifier: string;
  /** `yes` when the person was made to sign in anew. */
  again: string;
}

/** What the agency's own sign-in says of a person. */
export interface ProviderClaims {
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  /** The person gave more than one proof there. */
  isMultiFactor: boolean;
  /** When they did; null when it does not say. */
  signedInAt: Date | null;
}

const TIMEOUT_SECONDS = 10;
const SCOPE = 'openid email';

/** Names by which providers say that there was more than one proof. */
const MULTI_FACTOR_CLASSES = [
  'phr',
  'phrh',
  'mfa',
  'https://refeds.org/profile/mfa',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
];

/**
 * Whether an address may be an agency's sign-in: over TLS, by name; out of production also this computer itself.
 * Anything else could make the broker ask addresses that only it can reach.
 */
export function isIssuerAddress(issuer: string, production: boolean): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(issuer);
  if (username || password || search || hash) return false;
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (isLoopback) return !production && /^https?:$/.test(protocol);
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  return (
    protocol === 'https:' && !isAddress && hostname.includes('.') && !/\.(local|internal|localhost)$/.test(hostname)
  );
}

/** Reads what a provider says of itself. Throws when it is not there, or calls itself otherwise than it was set up. */
export async function discover(settings: ProviderSettings, production: boolean): Promise<oidc.Configuration> {
  const isPlain = !production && settings.issuer.startsWith('http:');
  // Plain HTTP serves tests and trials on one computer; the address was checked when the provider was set up.
  const execute = isPlain ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
    execute,
    timeout: TIMEOUT_SECONDS,
  });
}

/** The address to send a person to, and what their answer will be held against. @param again asks the provider to sign them in anew. */
export async function authorisationRequest(config: oidc.Configuration, redirectUri: string, again: boolean) {
  const expected: ExpectedAnswer = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    again: again ? 'yes' : '',
  };
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: SCOPE,
    state: expected.state,
    nonce: expected.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(expected.verifier),
    code_challenge_method: 'S256',
    ...(again && { prompt: 'login', max_age: '0' }),
  });
  return { address: address.href, expected };
}

/**
 * Checks the answer: state, issuer, code (with PKCE), signature, issuer, audience, nonce and times of the ID token.
 * @param answer the address the person came back to, whole. Throws at whatever is wrong.
 */
export async function claimsOf(
  config: oidc.Configuration,
  answer: URL,
  expected: ExpectedAnswer,
): Promise<ProviderClaims> {
  const tokens = await oidc.authorizationCodeGrant(config, answer, {
    expectedState: expected.state,
    expectedNonce: expected.nonce,
    pkceCodeVerifier: expected.verifier,
    idTokenExpected: true,
    ...(expected.again === 'yes' && { maxAge: 60 }),
  });
  const claims = tokens.claims()!;
  const person =
    claims['email'] === undefined ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : claims;
  return {
    subject: claims.sub,
    email: typeof person['email'] === 'string' ? person['email'].trim().toLowerCase() : null,
    isEmailVerified: person['email_verified'] === true,
    isMultiFactor: isMultiFactor(claims['amr'], claims['acr']),
    signedInAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
  };
}

/** `amr` names the proofs, `acr` the class of all together. */
export const isMultiFactor = (amr: unknown, acr: unknown): boolean =>
  (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && MULTI_FACTOR_CLASSES.includes(acr));
