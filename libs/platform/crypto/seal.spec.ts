import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './seal.js';

const SECRET = 'a secret of the installation, long enough';
const PLAIN = Buffer.from('what nobody may read');

describe('a sealed secret', () => {
  const sealed = seal(SECRET, 'signing-key', 'key-1', PLAIN);

  it('is opened with the same secret, for the same purpose and thing', () => {
    expect(unseal(SECRET, 'signing-key', 'key-1', sealed)).toEqual(PLAIN);
  });

  it('looks different each time and never holds what was sealed', () => {
    expect(seal(SECRET, 'signing-key', 'key-1', PLAIN).equals(sealed)).toBe(false);
    expect(sealed.includes(PLAIN)).toBe(false);
  });

  it.each([
    ['another secret', () => unseal(`${SECRET}!`, 'signing-key', 'key-1', sealed)],
    ['another purpose', () => unseal(SECRET, 'one-time-code', 'key-1', sealed)],
    ['another thing', () => unseal(SECRET, 'signing-key', 'key-2', sealed)],
    ['less of it', () => unseal(SECRET, 'signing-key', 'key-1', sealed.subarray(0, 20))],
    ['nothing of it', () => unseal(SECRET, 'signing-key', 'key-1', Buffer.alloc(0))],
  ])('is not opened with %s', (_, open) => expect(open).toThrow('cannot be opened'));

  it('is not opened when any one of its bits was changed', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => unseal(SECRET, 'signing-key', 'key-1', altered)).toThrow('cannot be opened');
    }
  });
});
