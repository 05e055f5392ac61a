import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import * as fc from 'fast-check';
import {
  edgeTiles,
  entriesIn,
  entriesPath,
  entryBundle,
  filesInOrder,
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

describe('the files of a log', () => {
  const paths = (size: number): string[] => Array.from(filesInOrder(size), pathOf);

  it('come in an order in which each can be checked by those before it', () => {
    expect(paths(0)).toEqual([]);
    expect(paths(2)).toEqual(['tile/entries/000.p/2', 'tile/0/000.p/2']);
    expect(paths(257)).toEqual([
      'tile/entries/000',
      'tile/0/000',
      'tile/entries/001.p/1',
      'tile/0/001.p/1',
      'tile/1/000.p/1',
    ]);
    const many = paths(2 * 65_536 + 300);
    expect(many.indexOf('tile/1/000')).toBe(many.indexOf('tile/0/255') + 1);
    expect(many.slice(-4)).toEqual(['tile/entries/513.p/44', 'tile/0/513.p/44', 'tile/1/002.p/1', 'tile/2/000.p/2']);
    expect(new Set(many).size).toBe(many.length);
  });

  it('are the tiles that the tree consists of', () => {
    for (const size of [1, 255, 256, 300, 65_536, 65_537, 70_000]) {
      const tiles = new Set(paths(size).filter((path) => !path.startsWith('tile/entries/')));
      for (const { level, index } of edgeTiles(size)) {
        const width = Math.floor(size / 256 ** level) % 256;
        expect(tiles.has(tilePath(level, index, width))).toBe(true);
      }
    }
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
