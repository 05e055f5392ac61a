import { createHmac, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** A part of a token: JSON as base64url. */
export const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a part of a token holds. */
export const partOf = (token: string, index: 0 | 1): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[index]!, 'base64url').toString()) as Record<string, unknown>;

/** A token with the three parts given. */
export const joined = (header: object, claims: object, signature: Uint8Array | string): string =>
  [
    part(header),
    part(claims),
    typeof signature === 'string' ? signature : Buffer.from(signature).toString('base64url'),
  ].join('.');

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const half = (bytes: Buffer, at: 0 | 32): bigint => BigInt(`0x${bytes.subarray(at, at + 32).toString('hex')}`);
const written = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');

/** The two signatures of one: `lower` with s in the lower half of the order, `upper` in the upper. */
export function signatures(header: object, claims: object, key: KeyObject): { lower: Buffer; upper: Buffer } {
  const text = Buffer.from(`${part(header)}.${part(claims)}`);
  const made = sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' });
  const s = half(made, 32);
  const [small, large] = s < ORDER - s ? [s, ORDER - s] : [ORDER - s, s];
  const r = made.subarray(0, 32);
  return { lower: Buffer.concat([r, written(small)]), upper: Buffer.concat([r, written(large)]) };
}

interface Honest {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  key: KeyObject;
  /** A key of the forger's own. */
  ownKey: KeyObject;
}

/** A token signed as an honest one is. */
export const signed = (header: object, claims: object, key: KeyObject): string =>
  joined(header, claims, signatures(header, claims, key).lower);

const hmac = (header: object, claims: object, secret: string | Buffer): string => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

/** The alphabet in its order, to find the neighbours of a last character. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A part whose unused last bits are not zero, which lenient readers take for the same; where it has none, it ends in a blank. */
function withLooseBits(text: string): string {
  if (text.length % 4 === 0) return `${text}=`;
  const last = ALPHABET.indexOf(text.at(-1)!);
  return `${text.slice(0, -1)}${ALPHABET[last + 1]}`;
}

const eachPart = (token: string, change: (text: string) => string): string[] =>
  [0, 1, 2].map((at) =>
    token
      .split('.')
      .map((text, index) => (index === at ? change(text) : text))
      .join('.'),
  );

/**
 * Forged tokens by name, made from everything about an honest one, its private key included, so that each is wrong in one thing alone.
 */
export function forgeries({ header, claims, key, ownKey }: Honest): [name: string, token: string][] {
  const honest = signed(header, claims, key);
  const [head = '', body = '', tail = ''] = honest.split('.');
  const publicKey = createPublicKey(key);
  const pem = publicKey.export({ format: 'pem', type: 'spki' }) as string;
  const jwk = publicKey.export({ format: 'jwk' });
  const own = createPublicKey(ownKey).export({ format: 'jwk' });
  const zero = Buffer.alloc(64);
  const { lower, upper } = signatures(header, claims, key);
  const withHeader = (changed: object, by = key): string => signed({ ...header, ...changed }, claims, by);
  const withClaims = (changed: object): string => signed(header, { ...claims, ...changed }, key);
  const now = claims['iat'] as number;
  const kids: [string, unknown][] = [
    ['a path', '../../../../dev/null'],
    ['SQL', "x' UNION SELECT 'AAAA"],
    ['an address', 'https://attacker.example/key'],
    ['unknown', 'A'.repeat(43)],
    ['missing', undefined],
    ['a list', [header['kid']]],
    ['an object', { kid: header['kid'] }],
    ['null', null],
    ['a number', 0],
    ['empty', ''],
    ['followed by NUL', `${String(header['kid'])}\u0000`],
    ['followed by a line end', `${String(header['kid'])}\n`],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
  ];
  const embedded: [string, object][] = [
    ['jwk', { jwk: own }],
    ['jku', { jku: 'https://attacker.example/jwks.json' }],
    ['x5u', { x5u: 'https://attacker.example/cert.pem' }],
    ['x5c', { x5c: ['AAAA'] }],
    ['x5t', { x5t: 'AAAA' }],
    ['crit', { crit: ['exp'] }],
    ['b64', { b64: false, crit: ['b64'] }],
    ['zip', { zip: 'DEF' }],
    ['cty', { cty: 'JWT' }],
  ];
  const ends = [' ', '\n', '=', '==', '%3D', '\u00a0'];
  return [
    ...['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg): [string, string][] => [
      [`alg “${alg}” without a signature`, joined({ ...header, alg }, claims, '')],
      [`alg “${alg}” with the honest signature`, joined({ ...header, alg }, claims, lower)],
    ]),
    ['no alg at all', withHeader({ alg: undefined })],
    ...['HS256', 'RS256', 'PS256', 'ES384', 'ES256K', 'EdDSA', 'es256'].map((alg): [string, string] => [
      `alg ${alg} signed with ES256`,
      withHeader({ alg }),
    ]),
    ['alg as a list', withHeader({ alg: ['ES256'] })],
    ['HS256 with the public key as PEM', hmac({ ...header, alg: 'HS256' }, claims, pem)],
    ['HS256 with the public key as PEM, trimmed', hmac({ ...header, alg: 'HS256' }, claims, pem.trim())],
    [
      'HS256 with the public key as DER',
      hmac({ ...header, alg: 'HS256' }, claims, publicKey.export({ format: 'der', type: 'spki' })),
    ],
    ['HS256 with the public key as JWK', hmac({ ...header, alg: 'HS256' }, claims, JSON.stringify(jwk))],
    ['HS256 with the x of the public key', hmac({ ...header, alg: 'HS256' }, claims, Buffer.from(jwk.x!, 'base64url'))],
    ['HS256 with an empty secret', hmac({ ...header, alg: 'HS256' }, claims, '')],
    ['ES256 in the header and an HMAC behind it', hmac(header, claims, pem)],
    ['signed with the forger’s own key', signed(header, claims, ownKey)],
    ...kids.map(([name, kid]): [string, string] => [`kid ${name}`, withHeader({ kid })]),
    ...embedded.flatMap(([name, extra]): [string, string][] => [
      [`header ${name}, signed by us`, withHeader(extra)],
      [`header ${name}, signed by the forger`, withHeader(extra, ownKey)],
    ]),
    ...['JWT', 'jwt', 'AT+JWT', 'application/at+jwt', undefined, 'dpop+jwt'].map((typ): [string, string] => [
      `type ${typ}`,
      withHeader({ typ }),
    ]),
    ['expired', withClaims({ iat: now - 900, nbf: now - 900, exp: now })],
    ['expired long ago', withClaims({ iat: now - 90_000, nbf: now - 90_000, exp: now - 89_100 })],
    ['not yet valid', withClaims({ nbf: now + 600 })],
    ['issued in the future', withClaims({ iat: now + 600, nbf: now, exp: now + 900 })],
    ['good for longer than 15 minutes', withClaims({ exp: now + 901 })],
    ['good for ever', withClaims({ exp: Number.MAX_SAFE_INTEGER })],
    ['ending before it begins', withClaims({ iat: now + 3, exp: now + 3 })],
    ...['exp', 'nbf', 'iat', 'jti', 'iss', 'aud', 'sub', 'client_id'].flatMap((claim): [string, string][] => [
      [`without ${claim}`, withClaims({ [claim]: undefined })],
      [`${claim} null`, withClaims({ [claim]: null })],
      [`${claim} in a list`, withClaims({ [claim]: [claims[claim]] })],
    ]),
    ['exp as text', withClaims({ exp: String(claims['exp']) })],
    ['exp with a fraction', withClaims({ exp: (claims['exp'] as number) - 0.5 })],
    ['of another issuer', withClaims({ iss: 'somebody-else' })],
    ['for another audience', withClaims({ aud: 'somewhere-else' })],
    ['for several audiences, ours among them', withClaims({ aud: [claims['aud'], 'somewhere-else'] })],
    ['of another appointment than its program’s', withClaims({ sub: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' })],
    ['of a program that never was', withClaims({ client_id: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' })],
    ['with SQL for a program', withClaims({ client_id: "' OR 1=1 --" })],
    ['with the other signature of the same', joined(header, claims, upper)],
    ['signature r = s = 0', joined(header, claims, zero)],
    ['signature r = 0', joined(header, claims, Buffer.concat([zero.subarray(32), lower.subarray(32)]))],
    ['signature s = 0', joined(header, claims, Buffer.concat([lower.subarray(0, 32), zero.subarray(32)]))],
    ['signature r = the order', joined(header, claims, Buffer.concat([written(ORDER), lower.subarray(32)]))],
    ['signature s = the order', joined(header, claims, Buffer.concat([lower.subarray(0, 32), written(ORDER)]))],
    ['signature all ones', joined(header, claims, Buffer.alloc(64, 255))],
    ['signature as DER', joined(header, claims, sign('sha256', Buffer.from(`${head}.${body}`), key))],
    ['signature cut short', joined(header, claims, lower.subarray(0, 63))],
    ['signature with a byte more', joined(header, claims, Buffer.concat([lower, Buffer.alloc(1)]))],
    ['signature left out', `${head}.${body}.`],
    ['without its last part', `${head}.${body}`],
    ['with a fourth part', `${honest}.${tail}`],
    ['with five parts, as an encrypted one', `${honest}.${body}.${tail}`],
    ['with empty parts', '..'],
    ['with its header alone', `${head}..`],
    ...eachPart(honest, withLooseBits).map((token, at): [string, string] => [`loose bits in part ${at + 1}`, token]),
    ...ends.flatMap((end) =>
      eachPart(honest, (text) => `${text}${end}`).map((token, at): [string, string] => [
        `${JSON.stringify(end)} after part ${at + 1}`,
        token,
      ]),
    ),
    ...eachPart(honest, (text) => Buffer.from(text, 'base64url').toString('base64').replace(/=*$/, '==')).map(
      (token, at): [string, string] => [`part ${at + 1} in plain base64`, token],
    ),
    ['the claims of another token', joined(header, { ...claims, jti: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' }, lower)],
    ['a header that is no JSON', `${Buffer.from('{').toString('base64url')}.${body}.${tail}`],
    ['a header that is a list', `${part([header])}.${body}.${tail}`],
    ['claims that are null', joined(header, null as never, lower)],
    ['claims that are text', joined(header, 'x' as never, lower)],
    ['longer than 4 KiB', withClaims({ filling: 'x'.repeat(4096) })],
    ['no token', 'abc'],
  ];
}
