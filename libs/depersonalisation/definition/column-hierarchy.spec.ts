import { describe, expect, it } from '@jest/globals';
import { columnHierarchy } from './column-hierarchy.js';
import type { HierarchyDefinition } from './definition.js';
import { canonicalValue, levelNamesOf } from './value-kinds.js';

const rowOf = (definition: HierarchyDefinition, value: string, ...others: string[]) =>
  columnHierarchy(definition, [value, ...others]).rows.find(([first]) => first === value);

const KINDS: [HierarchyDefinition, value: string, row: string[]][] = [
  [{ kind: 'date' }, '2025-05-11', ['2025-05-11', '2025-05', '2025-Q2', '2025', '*']],
  [{ kind: 'week' }, '2025-05-14', ['2025-05-14', 'week of 2025-05-12', '4 weeks from 2025-05-12', '*']],
  [{ kind: 'month' }, '2025-05', ['2025-05', '2025-Q2', '2025', '*']],
  [{ kind: 'time' }, '09:05', ['09:05', '09:00-09:59', '08:00-11:59', 'day', '*']],
  [{ kind: 'ranges', widths: [5, 20] }, '37', ['37', '35-39', '20-39', '*']],
  [{ kind: 'postcode' }, 'SO14 2AB', ['SO14 2AB', 'SO14 2', 'SO14', 'SO', '*']],
  [{ kind: 'prefix', lengths: [3, 1] }, 'T12.5', ['T12.5', 'T12*', 'T*', '*']],
  [{ kind: 'prefix', lengths: [3, 1] }, 'T1', ['T1', 'T1', 'T*', '*']],
  [{ kind: 'none' }, 'F', ['F', '*']],
];

describe('the hierarchy of a column', () => {
  it.each(KINDS)('%j of %s', (definition, value, row) => {
    expect(rowOf(definition, value)).toEqual(row);
    expect(levelNamesOf(definition)).toHaveLength(row.length);
  });

  it.each(KINDS)('%j keeps an empty cell apart until the top', (definition, value, row) => {
    const empty = [...row.slice(1).map(() => ''), '*'];
    expect(rowOf(definition, '', value)).toEqual(empty);
    expect(rowOf(definition, '')).toEqual(empty);
  });

  it('measures loss against the whole span of the values', () => {
    expect(columnHierarchy({ kind: 'date' }, ['2025-01-31', '2025-01-01', '']).rows).toHaveLength(32);
    expect(columnHierarchy({ kind: 'ranges', widths: [5] }, ['9', '10']).rows).toHaveLength(11);
  });

  it('comes from a file, with the empty cell beneath its own top', () => {
    const rows = [
      ['W1', 'North', 'all'],
      ['W2', 'South', 'all'],
    ];
    expect(columnHierarchy({ kind: 'file', file: 'w.csv' }, ['W1'], rows).rows).toEqual(rows);
    expect(columnHierarchy({ kind: 'file', file: 'w.csv' }, ['W1', ''], rows).rows.at(-1)).toEqual(['', '', 'all']);
  });
});

describe('the canonical form of a value', () => {
  it.each([
    ['date', ' 5/1/2026', '2026-01-05'],
    ['date', '2026-01-05', '2026-01-05'],
    ['date', '29/02/2024', '2024-02-29'],
    ['date', '29/02/2025', null],
    ['date', '2026-13-01', null],
    ['date', '01/2026', null],
    ['date', '0202-01-01', null],
    ['date', '2026-01-05 10:00', null],
    ['month', '2026-01', '2026-01'],
    ['month', '2026-1', null],
    ['time', '9:05', '09:05'],
    ['time', '23:59:59', '23:59'],
    ['time', '24:00', null],
    ['ranges', '007', '7'],
    ['ranges', '-1', null],
    ['ranges', '1.5', null],
    ['ranges', '10000', null],
    ['postcode', 'so142ab', 'SO14 2AB'],
    ['postcode', 'W1A  1AA', 'W1A 1AA'],
    ['postcode', 'SO14', null],
    ['prefix', ' T1', ' T1'],
    ['none', '  ', ''],
  ] as const)('%s: "%s" is %s', (kind, text, value) => expect(canonicalValue(kind, text)).toBe(value));
});
