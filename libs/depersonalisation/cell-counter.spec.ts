import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CellCounter } from './cell-counter.js';

it('counts as a plain map does', () => {
  const cell = fc.tuple(fc.nat({ max: 4095 }), fc.nat({ max: 1_048_575 }), fc.nat({ max: 255 }));
  const near = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 9 }), fc.nat({ max: 3 }));
  fc.assert(
    fc.property(fc.array(fc.oneof(cell, near), { maxLength: 2000, size: 'max' }), (cells) => {
      const counter = new CellCounter();
      const expected = new Map<string, number>();
      for (const [time, place, category] of cells) {
        counter.add(time, place, category);
        const key = [time, place, category].join();
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
      const found = new Map<string, number>();
      counter.forEach((time, place, category, rows) => found.set([time, place, category].join(), rows));
      expect(found).toEqual(expected);
      expect(counter.size).toBe(expected.size);
    }),
    { numRuns: 30 },
  );
});

it.each([
  [4096, 0, 0],
  [0, 1_048_576, 0],
  [0, 0, 256],
])('has no room for the codes %d, %d, %d', (time, place, category) => {
  expect(() => new CellCounter().add(time, place, category)).toThrow('out of range');
});
