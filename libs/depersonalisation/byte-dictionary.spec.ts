import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ByteDictionary } from './byte-dictionary.js';

it('gives equal bytes equal codes, and new bytes the next code', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3 }), { maxLength: 700, size: 'max' }), (runs) => {
      const dictionary = new ByteDictionary();
      const expected = new Map<string, number>();
      for (const run of runs) {
        const key = run.join();
        if (!expected.has(key)) expected.set(key, expected.size);
        expect(dictionary.codeOf(Uint8Array.of(9, ...run, 9), 1, run.length + 1, 1000)).toBe(expected.get(key));
      }
      expect(dictionary.size).toBe(expected.size);
    }),
  );
});

it('takes no new bytes beyond its limit, and still knows the old ones', () => {
  const dictionary = new ByteDictionary();
  const codeOf = (byte: number) => dictionary.codeOf(Uint8Array.of(byte), 0, 1, 2);
  expect([1, 2, 3, 1, 2, 3].map(codeOf)).toEqual([0, 1, -1, 0, 1, -1]);
});
