import { describe, expect, it } from '@jest/globals';
import { networkOf } from './origin.js';

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::'],
    ['not an address', null],
    [undefined, null],
  ])('%s lies in %s', (address, network) => expect(networkOf(address)).toBe(network));
});
