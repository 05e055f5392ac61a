import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyLife, nextKeyFrom, signingAt, verifiesAt, type KeyLife } from './signing-keys.js';
import { ACCESS_TOKEN_MINUTES, daysAfter, minutesAfter } from './token-lives.js';

const START = new Date('2026-11-20T09:00:00Z');
const life = keyLife(START);

describe('a signing key', () => {
  it('signs for thirty days, and verifies longer than anything it signed lasts', () => {
    expect(life.signsUntil).toEqual(daysAfter(START, 30));
    expect(life.verifiesUntil > minutesAfter(life.signsUntil, ACCESS_TOKEN_MINUTES)).toBe(true);
  });

  it('is the one that began last, from its first instant to its last', () => {
    const next = keyLife(life.signsUntil);
    expect(signingAt([life, next], START)).toBe(life);
    expect(signingAt([life, next], new Date(life.signsUntil.getTime() - 1))).toBe(life);
    expect(signingAt([life, next], life.signsUntil)).toBe(next);
    expect(signingAt([life], life.signsUntil)).toBeNull();
    expect(signingAt([life, keyLife(daysAfter(START, 1))], daysAfter(START, 2))!.notBefore).toEqual(
      daysAfter(START, 1),
    );
  });

  it('is followed by the next, made a day ahead', () => {
    expect(nextKeyFrom([], START)).toEqual(START);
    expect(nextKeyFrom([life], START)).toBeNull();
    expect(nextKeyFrom([life], new Date(daysAfter(life.signsUntil, -1).getTime() - 1))).toBeNull();
    expect(nextKeyFrom([life], daysAfter(life.signsUntil, -1))).toEqual(life.signsUntil);
    expect(nextKeyFrom([life, keyLife(life.signsUntil)], daysAfter(life.signsUntil, -1))).toBeNull();
    expect(nextKeyFrom([life], life.signsUntil)).toEqual(life.signsUntil);
  });

  it('verifies from its beginning, give or take the clocks of two processes, until its end', () => {
    expect(verifiesAt(life, new Date(START.getTime() - 5000))).toBe(true);
    expect(verifiesAt(life, new Date(START.getTime() - 5001))).toBe(false);
    expect(verifiesAt(life, new Date(life.verifiesUntil.getTime() - 1))).toBe(true);
    expect(verifiesAt(life, life.verifiesUntil)).toBe(false);
  });

  it('is always there while somebody looks, however seldom, and what it signed is always verified', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 * 24 * 45 }), { minLength: 1, maxLength: 60 }), (pauses) => {
        const keys: KeyLife[] = [];
        let now = START;
        for (const minutes of pauses) {
          const from = nextKeyFrom(keys, now);
          if (from) keys.push(keyLife(from));
          const signer = signingAt(keys, now)!;
          expect(signer).not.toBeNull();
          expect(verifiesAt(signer, minutesAfter(now, ACCESS_TOKEN_MINUTES))).toBe(true);
          expect(nextKeyFrom(keys, now)).toBeNull();
          now = minutesAfter(now, minutes);
        }
      }),
    );
  });
});
