import { describe, expect, it } from '@jest/globals';
import { keyedHash } from './keyed-hash.js';

describe('keyedHash', () => {
  it('depends on value, purpose and secret', () => {
    const secret = 'a secret for tests alone, long enough';
    const all = [keyedHash(secret, 'x', 'a'), keyedHash(secret, 'x', 'b'), keyedHash(secret, 'y', 'a')];
    expect(new Set([...all, keyedHash('other', 'x', 'a')]).size).toBe(4);
    expect(keyedHash(secret, 'x', 'a')).toBe(all[0]);
  });
});
