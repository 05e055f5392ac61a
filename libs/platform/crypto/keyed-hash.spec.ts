import { describe, expect, it } from '@jest/globals';
import { keyedHash, keyedHasher } from './keyed-hash.js';

describe('keyedHash', () => {
  it('depends on value, purpose and secret', () => {
    const secret = 'a secret for tests alone, long enough';
    const all = [keyedHash(secret, 'x', 'a'), keyedHash(secret, 'x', 'b'), keyedHash(secret, 'y', 'a')];
    expect(new Set([...all, keyedHash('other', 'x', 'a')]).size).toBe(4);
    expect(keyedHash(secret, 'x', 'a')).toBe(all[0]);
  });
});

describe('keyedHasher', () => {
  it('gives the same hashes, of many values', () => {
    const hash = keyedHasher('a secret for tests alone, long enough', 'x');
    for (const value of ['a', 'b', ''])
      expect(hash(value).toString('base64url')).toBe(keyedHash('a secret for tests alone, long enough', 'x', value));
  });
});
