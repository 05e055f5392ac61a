import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '@broker/kernel';
import { sharedPath } from '../../test/support/shared-data.js';
import { hasShape, type CellShape } from './cell-shapes.js';
import { HAS_FORMULA_LEAD, type CsvRow } from './csv-row.js';
import { CsvScanner } from './csv-scanner.js';
import { isFormula, refuseFormula } from './formula-cell.js';

/** Hands one cell to a check as the scanner would. */
function withCell<T>(text: string, check: (row: CsvRow) => T): T {
  let result: T | undefined;
  const scanner = new CsvScanner(
    () => undefined,
    (row) => (result = check(row)),
  );
  scanner.push(new TextEncoder().encode(`a,b\n1,"${text.replaceAll('"', '""')}"\n`));
  scanner.finish();
  return result!;
}

describe('isFormula', () => {
  it.each([
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    ' =1',
    '\uFF1D1',
    '-',
    '=',
    "-2+3+cmd|' /C calc'!A0",
  ])('suspects %j', (text) => {
    expect(isFormula(text)).toBe(true);
    expect(withCell(text, (row) => row.marks[1]! & HAS_FORMULA_LEAD)).toBe(HAS_FORMULA_LEAD);
    expect(() => withCell(text, (row) => refuseFormula(row, 1, 'b'))).toThrow(RefusedError);
  });

  it.each(['-1.145148', '+5', '-1e-5', ' 12', '', 'a=b', 'x', '12-3'])('lets %j pass', (text) => {
    expect(isFormula(text)).toBe(false);
    expect(() => withCell(text, (row) => refuseFormula(row, 1, 'b'))).not.toThrow();
  });

  it('suspects every payload of a public list that begins with a sign', () => {
    const file = sharedPath('data/csv-corpus/csv-injection-payloadbox.txt');
    if (!file) return;
    const payloads = readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .filter((line) => /^[=+\-@]/.test(line));
    expect(payloads.length).toBeGreaterThan(4);
    expect(payloads.filter((payload) => !isFormula(payload))).toEqual([]);
  });
});

describe('hasShape', () => {
  it.each<[CellShape, string, boolean]>([
    ['opaque-key', '', true],
    ['opaque-key', 'a'.repeat(64), true],
    ['opaque-key', '958961D4019F91C2', true],
    ['opaque-key', '1234567890123456', false],
    ['opaque-key', 'a'.repeat(65), false],
    ['opaque-key', 'a'.repeat(15), false],
    ['opaque-key', 'SO14 7LY aaaaaaaa', false],
    ['opaque-key', 'aaaaaaaaaaaaaaaa\u0011', false],
    ['decimal', '-1.145148', true],
    ['decimal', '51', true],
    ['decimal', '51.3', true],
    ['decimal', '1.1234567', false],
    ['decimal', '4010232137', false],
    ['decimal', '1.2.3', false],
    ['decimal', '-', false],
    ['text', 'x', false],
  ])('%s, %j: %p', (shape, text, expected) => {
    expect(withCell(text, (row) => hasShape(shape, row, 1))).toBe(expected);
  });
});
