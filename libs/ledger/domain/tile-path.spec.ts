import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import * as fc from 'fast-check';
import {
  entriesIn,
  entriesPath,
  entryBundle,
  filesOfLevel,
  parseTilePath,
  pathOf,
  tilePath,
  type TileFile,
} from './index.js';

describe('the address of a tile', () => {
  it.each<[string, string]>([
    [tilePath(0, 0), 'tile/0/000'],
    [tilePath(3, 1_234_067), 'tile/3/x001/x234/067'],
    [tilePath(1, 999, 7), 'tile/1/999.p/7'],
    [tilePath(0, 1000, 255), 'tile/0/x001/000.p/255'],
    [entriesPath(5), 'tile/entries/005'],
    [entriesPath(12_345, 1), 'tile/entries/x012/345.p/1'],
  ])('is written as tlog-tiles has it: %s', (path, expected) => expect(path).toBe(expected));

  it('is read back', () => {
    const file = fc.record<TileFile>({
      level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
      index: fc.oneof(fc.nat(2000), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(file, (each) => expect(parseTilePath(pathOf(each))).toEqual(each)));
  });

  it.each([
    '/tile/0/000',
    'tile/0/0',
    'tile/0/00a',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/00/001',
    'tile/64/001',
    'tile/-1/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/01',
    'tile/0/001.p/',
    'tile/data/001',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/../001',
    'checkpoint',
    '',
  ])('is not %s', (path) => expect(parseTilePath(path)).toBeNull());

  it.each<[string, TileFile]>([
    ['no level', { level: -1, index: 0, width: 1 }],
    ['a level too high', { level: 64, index: 0, width: 1 }],
    ['half a tile', { level: 0, index: 0.5, width: 1 }],
    ['nothing in it', { level: 0, index: 0, width: 0 }],
    ['too much in it', { level: 0, index: 0, width: 257 }],
  ])('does not exist with %s', (_, file) => expect(() => pathOf(file)).toThrow(DomainError));
});

describe('the files of a level', () => {
  it('are those that a size demands', () => {
    expect(filesOfLevel('entries', 70_000)).toEqual({ full: 273, partial: 112 });
    expect(filesOfLevel(0, 70_000)).toEqual({ full: 273, partial: 112 });
    expect(filesOfLevel(1, 70_000)).toEqual({ full: 1, partial: 17 });
    expect(filesOfLevel(2, 70_000)).toEqual({ full: 0, partial: 1 });
    expect(filesOfLevel(3, 70_000)).toEqual({ full: 0, partial: 0 });
    expect(filesOfLevel(0, 0)).toEqual({ full: 0, partial: 0 });
  });
});

describe('a bundle of entries', () => {
  it('is read back, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 20 }), (entries) => {
        const { entries: found, whole } = entriesIn(entryBundle(entries));
        expect([found.map((each) => [...each]), whole]).toEqual([entries.map((each) => [...each]), true]);
      }),
    );
  });

  it('has the length before each entry, the higher byte first', () => {
    expect([...entryBundle([new Uint8Array(258).fill(9), Uint8Array.of(5)])].slice(0, 3)).toEqual([1, 2, 9]);
    expect(() => entryBundle([new Uint8Array(65_536)])).toThrow(DomainError);
  });

  it('that breaks off yields what is whole, and says so', () => {
    const bundle = entryBundle([Uint8Array.of(1, 2), Uint8Array.of(3)]);
    for (const cut of [1, 2]) {
      const { entries, whole } = entriesIn(bundle.subarray(0, bundle.length - cut));
      expect([entries.length, whole]).toEqual([1, false]);
    }
  });
});
