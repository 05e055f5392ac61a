import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isUtf8 } from './utf8.js';

function platformSays(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

it('agrees with the decoder of the platform on any bytes', () => {
  const byte = fc.constantFrom(
    0x41,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc0,
    0xc2,
    0xe0,
    0xe1,
    0xed,
    0xf0,
    0xf4,
    0xf5,
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6 }), fc.array(byte, { maxLength: 5 }), (any, tricky) => {
      for (const bytes of [any, Uint8Array.from(tricky)]) {
        expect(isUtf8(bytes, 0, bytes.length)).toBe(platformSays(bytes));
      }
    }),
    { numRuns: 3000 },
  );
});

it('does not look beyond the end of a cell', () => {
  expect(isUtf8(Uint8Array.of(0x41, 0xc3, 0xa9), 0, 2)).toBe(false);
  expect(isUtf8(Uint8Array.of(0x41, 0xc3, 0xa9), 0, 3)).toBe(true);
});
