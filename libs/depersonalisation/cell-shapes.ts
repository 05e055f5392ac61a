import { HAS_DIGIT, type CsvRow } from './csv-row.js';

/** What a cell may be expected to look like. */
export type CellShape = 'opaque-key' | 'decimal' | 'text';

/**
 * Tells whether a cell has the shape expected of its column and so cannot hold an identifier: `opaque-key` is 16 to 64
 * hexadecimal figures with at least one letter, `decimal` a number with at most six places and fewer than four figures before
 * the point, `text` has no shape. An empty cell fits every shape.
 */
export function hasShape(shape: CellShape, row: CsvRow, column: number): boolean {
  const start = row.starts[column]!;
  const end = row.ends[column]!;
  if (start === end) return true;
  if (shape === 'opaque-key') return isOpaqueKey(row.bytes, start, end);
  return shape === 'decimal' && (row.marks[column]! & HAS_DIGIT) !== 0 && isDecimal(row.bytes, start, end);
}

/** For each byte: a hexadecimal figure, a hexadecimal letter, or neither. */
const [NEITHER, HEX_FIGURE, HEX_LETTER] = [4, 1, 2];
const HEX = new Uint8Array(256).map((_, byte) => {
  if (byte >= 0x30 && byte <= 0x39) return HEX_FIGURE;
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66 ? HEX_LETTER : NEITHER;
});

function isOpaqueKey(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 16 || end - start > 64) return false;
  let seen = 0;
  for (let i = start; i < end; i++) seen |= HEX[bytes[i]!]!;
  return (seen & NEITHER) === 0 && (seen & HEX_LETTER) !== 0;
}

function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  let i = bytes[start] === 0x2d ? start + 1 : start;
  const whole = i;
  while (i < end && isFigure(bytes[i]!)) i++;
  if (i - whole < 1 || i - whole > 3) return false;
  if (i === end) return true;
  if (bytes[i] !== 0x2e) return false;
  const places = ++i;
  while (i < end && isFigure(bytes[i]!)) i++;
  return i === end && i - places <= 6;
}

const isFigure = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
