import { DomainError } from '@broker/kernel';
import { TILE_WIDTH } from './hash-tiles.js';

/** One file of the log as tlog-tiles lays it out: a tile of hashes at a level, or a bundle of entries; its number and how many it holds (1 to 256). */
export interface TileFile {
  level: number | 'entries';
  index: number;
  width: number;
}

/** The highest level there can be: eight levels of tiles hold 2^64 entries. */
const MAX_LEVEL = 63;

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The address of a tile of hashes below the log's prefix: `tile/<level>/<index>[.p/<width>]`, the index in groups of three figures. */
export const tilePath = (level: number, index: number, width: number = TILE_WIDTH): string =>
  pathOf({ level, index, width });

/** The address of a bundle of entries: `tile/entries/<index>[.p/<width>]`. */
export const entriesPath = (index: number, width: number = TILE_WIDTH): string =>
  pathOf({ level: 'entries', index, width });

/** The address of a file of the log. Throws DomainError on one that cannot be. */
export function pathOf({ level, index, width }: TileFile): string {
  const isLevel = level === 'entries' || (Number.isSafeInteger(level) && level >= 0 && level <= MAX_LEVEL);
  if (!isLevel || !Number.isSafeInteger(index) || index < 0 || !(width >= 1 && width <= TILE_WIDTH))
    throw new DomainError('There is no such tile');
  const figures = String(index);
  const groups = figures.padStart(Math.ceil(figures.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const number = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${number}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Reads the address of a tile or of a bundle of entries, without a leading slash; null when it is none, or not the one way to write it. */
export function parseTilePath(path: string): TileFile | null {
  const [, level, number, partial] = PATH.exec(path) ?? [];
  if (level === undefined || number === undefined) return null;
  const file: TileFile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(number.replaceAll(/\D/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  const isPossible =
    Number.isSafeInteger(file.index) && file.width <= TILE_WIDTH && (level === 'entries' || Number(level) <= MAX_LEVEL);
  return isPossible && pathOf(file) === path ? file : null;
}

/** The address of the newest signed checkpoint, below the log's prefix. */
export const CHECKPOINT_PATH = 'checkpoint';

/**
 * The files that make up a log of `size` entries, in the order in which they can be checked with little memory, and in which a bundle holds
 * them: each bundle of entries, then its tile of hashes, then each tile above that has become full; at the end the partial ones above.
 */
export function* filesInOrder(size: number): Iterable<TileFile> {
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    yield { level: 'entries', index, width };
    yield { level: 0, index, width };
    let hashes = (index + 1) * TILE_WIDTH <= size ? index + 1 : 0;
    for (let level = 1; hashes > 0 && hashes % TILE_WIDTH === 0; level++) {
      hashes /= TILE_WIDTH;
      yield { level, index: hashes - 1, width: TILE_WIDTH };
    }
  }
  let hashes = Math.floor(size / TILE_WIDTH);
  for (let level = 1; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    if (hashes % TILE_WIDTH > 0) yield { level, index: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH };
  }
}
