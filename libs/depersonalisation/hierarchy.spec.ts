import { expect, it } from '@jest/globals';
import { Hierarchy } from './hierarchy.js';

const path = (...codes: string[]) => codes.map((code) => ({ code, name: `name of ${code}` }));

it('maps each value to its coarser levels', () => {
  const place = new Hierarchy(['lsoa', 'msoa', 'district']);
  const codes = [path('1A', '1', 'S'), path('2A', '2', 'S'), path('1B', '1', 'S'), path('9A', '9', 'P')].map((p) =>
    place.add(p),
  );
  expect(codes).toEqual([0, 1, 2, 3]);
  expect(place.add(path('1A', '1', 'S'))).toBe(0);
  expect([0, 1, 2].map((level) => [...place.levelMap(level)])).toEqual([
    [0, 1, 2, 3],
    [0, 1, 0, 2],
    [0, 0, 0, 1],
  ]);
  expect([0, 1, 2].map((level) => place.size(level))).toEqual([4, 3, 2]);
  expect(place.label(1, 2)).toEqual({ code: '9', name: 'name of 9' });
});

it('takes no path that misses a level', () => {
  expect(() => new Hierarchy(['month', 'quarter']).add(path('2019-01'))).toThrow('one label for each level');
});
