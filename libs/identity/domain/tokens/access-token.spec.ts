import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimsFor, readAccessToken, TOKEN_ALGORITHM, TOKEN_TYPE, withCanonicalSignature } from './access-token.js';
import { forgeries, joined, signatures, signed } from '../../../../test/support/forged-tokens.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const ID = '0b5c8f8e-1d38-4f8f-9d5a-3f4f3f3f9b10';
const header = { alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid: 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s' };
const claims = { ...claimsFor({ programId: ID, appointmentId: ID }, ID, NOW) };
const key = newKey();
const honest = signed(header, claims, key);

describe('an access token is read', () => {
  it('as it was written', () => expect(readAccessToken(honest, NOW)).toEqual({ kid: header.kid, claims }));

  it('for a quarter of an hour, to the second', () => {
    expect([-5, 0, 899.999].map((seconds) => readAccessToken(honest, after(seconds)) !== null)).toEqual([
      true,
      true,
      true,
    ]);
    expect([-6, 900, 901].map((seconds) => readAccessToken(honest, after(seconds)))).toEqual([null, null, null]);
  });

  it('in one form of its signature, whichever of the two a library makes', () => {
    const { lower, upper } = signatures(header, claims, key);
    const tokens = [lower, upper].map((signature) => joined(header, claims, signature));
    expect(tokens.map((token) => readAccessToken(token, NOW) !== null)).toEqual([true, false]);
    expect(withCanonicalSignature(tokens[1]!)).toBe(tokens[0]);
    expect(withCanonicalSignature(tokens[0]!)).toBe(tokens[0]);
  });
});

/** What only the signature, the key or the database can tell; the reading of the token lets it pass. */
const TOLD_LATER = [
  'signed with the forger’s own key',
  'kid unknown',
  'of another appointment than its program’s',
  'of a program that never was',
  'the claims of another token',
];

describe('a forged token is refused before any key is looked up', () => {
  it.each(forgeries({ header, claims, key, ownKey: newKey() }))('%s', (name, token) => {
    expect(readAccessToken(token, NOW) === null).toBe(!TOLD_LATER.includes(name));
  });

  it('whatever one character of its header or claims is changed to: no two texts are read alike', () => {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ~';
    fc.assert(
      fc.property(fc.nat(honest.lastIndexOf('.')), fc.constantFrom(...characters.split('')), (at, character) => {
        fc.pre(honest[at] !== character);
        const changed = honest.slice(0, at) + character + honest.slice(at + 1);
        expect(readAccessToken(changed, NOW)).not.toEqual({ kid: header.kid, claims });
      }),
      { numRuns: 2000 },
    );
  });

  it('and nothing that can be written makes the reader fail', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), fc.base64String(), fc.string()).map((parts) => parts.join('.')),
    );
    fc.assert(
      fc.property(texts, (text) => readAccessToken(text, NOW) === null),
      { numRuns: 2000 },
    );
    const values = fc.tuple(fc.jsonValue(), fc.jsonValue(), fc.uint8Array({ minLength: 64, maxLength: 64 }));
    fc.assert(
      fc.property(
        values,
        ([head, body, tail]) => readAccessToken(joined(head as object, body as object, tail), NOW) === null,
      ),
      { numRuns: 2000 },
    );
  });
});
