import { describe, expect, it } from '@jest/globals';
import { kAnonymity } from '../models/k-anonymity.js';
import { applyLevels, transformedRows } from './apply.js';
import { ageHierarchy } from './hierarchies.js';
import { columnOf, tableFromCsv, tableFromRows, TableReader } from './table.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a table', () => {
  it('is read with any separator, and only the columns asked for', () => {
    const table = tableFromCsv(bytes('age;note;area\n3;"a;b";X\n4;;Y\n3;"c,d";X\n'), {
      separator: ';',
      columns: ['age', 'area'],
    });
    expect(table.rows).toBe(3);
    expect(table.columns.map(({ name, codes, labels }) => [name, [...codes], labels])).toEqual([
      ['age', [0, 1, 0], ['3', '4']],
      ['area', [0, 1, 0], ['X', 'Y']],
    ]);
    expect(() => columnOf(table, 'note')).toThrow('no column note');
  });

  it('is the same from rows as from bytes, byte by byte', () => {
    const rows = Array.from({ length: 2000 }, (_, row) => [`${row % 7}`, `v${row % 1100}`]);
    const reader = new TableReader();
    for (const byte of bytes(`a,b\n${rows.map((row) => row.join(',')).join('\n')}`)) reader.push(Uint8Array.of(byte));
    expect(reader.finish()).toEqual(tableFromRows(['a', 'b'], rows));
  });

  it('takes more than 65,536 different values in a column', () => {
    const table = tableFromRows(
      ['a'],
      Array.from({ length: 70_000 }, (_, row) => [`${row}`]),
    );
    expect(table.columns[0]!.codes[69_999]).toBe(69_999);
  });
});

it('applies a transformation: generalised values, suppressed rows marked or left out', () => {
  const table = tableFromRows(
    ['age', 'note'],
    [
      ['31', 'x'],
      ['33', 'y'],
      ['64', 'z'],
    ],
  );
  const transformed = applyLevels(table, [{ column: 'age', hierarchy: ageHierarchy(99) }], [kAnonymity(2)], [1]);
  expect([...transformed.suppressed]).toEqual([0, 0, 1]);
  expect([...transformedRows(table, transformed, '[c]')]).toEqual([
    ['30-34', 'x'],
    ['30-34', 'y'],
    ['[c]', '[c]'],
  ]);
  expect([...transformedRows(table, transformed, null)]).toHaveLength(2);
});
