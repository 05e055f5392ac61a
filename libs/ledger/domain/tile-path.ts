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

/** The files of one level of a log of `size` entries: how many full ones, and the width of the partial one (0: none). */
export function filesOfLevel(level: number | 'entries', size: number): { full: number; partial: number } {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return { full: Math.floor(hashes / TILE_WIDTH), partial: hashes % TILE_WIDTH };
}
