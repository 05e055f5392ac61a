import { describe, expect, it } from '@jest/globals';
import { compareReleases, type ReleasedCounts } from './differencing.js';
import type { DepersonalisationPolicy, Group } from './policy.js';

const POLICY: DepersonalisationPolicy = {
  clause: 'ISA-9',
  k: 5,
  kSensitive: 10,
  sensitiveCategories: ['violence'],
  suppressionLimitShare: 0.1,
  ladder: [],
};

const release = (
  cells: Record<string, number>,
  period = '2019-01',
  place: 'lsoa' | 'msoa' = 'msoa',
  suppressed: string[] = [],
): ReleasedCounts => ({
  suppressed: suppressed.map((cell) => ({ period, area: cell.split('/')[0]!, category: cell.split('/')[1]! })),
  step: { time: period.includes('Q') ? 'quarter' : 'month', place },
  periods: [period],
  groups: Object.entries(cells).map(([cell, rows]): Group => {
    const [area, category] = cell.split('/');
    return { period, area: area!, category: category!, rows };
  }),
});
const codeOf = (earlier: ReleasedCounts, later: ReleasedCounts) => {
  const result = compareReleases(earlier, later, POLICY);
  return result.ok ? null : result.refusal.code.replace('depersonalisation/', '');
};

describe('compareReleases', () => {
  it('lets the same counts and large changes pass, and counts the cells', () => {
    const [earlier, later] = [release({ 'A/burglary': 7, 'B/drugs': 20 }), release({ 'A/burglary': 7, 'B/drugs': 25 })];
    expect(compareReleases(earlier, later, POLICY)).toEqual({ ok: true, value: { cellsCompared: 2, cellsChanged: 1 } });
  });

  it.each([1, 4])('refuses a cell that differs by %d rows: a resubmission must not tell of them', (rows) => {
    expect(codeOf(release({ 'A/burglary': 20 }), release({ 'A/burglary': 20 - rows }))).toBe('differencing-cell');
    expect(codeOf(release({ 'A/burglary': 20 }), release({ 'A/burglary': 20 + rows }))).toBe('differencing-cell');
  });

  it('holds a sensitive category to its own threshold', () => {
    expect(codeOf(release({ 'A/violence': 29 }), release({ 'A/violence': 20 }))).toBe('differencing-cell');
    expect(codeOf(release({ 'A/violence': 30 }), release({ 'A/violence': 20 }))).toBeNull();
  });

  it('counts an absent cell as the greatest number it may hide', () => {
    expect(codeOf(release({ 'A/burglary': 8, 'B/drugs': 9 }), release({ 'B/drugs': 9 }))).toBe('differencing-cell');
    expect(codeOf(release({ 'A/burglary': 9, 'B/drugs': 9 }), release({ 'B/drugs': 9 }))).toBeNull();
  });

  it('refuses a suppressed cell that comes or goes: its few rows came or went', () => {
    const marked = (...cells: string[]) => release({ 'A/x': 9 }, '2019-01', 'msoa', cells);
    expect(codeOf(marked('B/x'), marked())).toBe('differencing-cell');
    expect(codeOf(marked(), marked('B/x'))).toBe('differencing-cell');
    expect(codeOf(marked('B/x'), marked('B/x'))).toBeNull();
    expect(codeOf(marked('B/x'), release({ 'A/x': 9 }, '2019-02'))).toBeNull();
    // From a suppressed cell to a large number, and the other way round, is a change like any other.
    expect(codeOf(marked('B/x'), release({ 'A/x': 9, 'B/x': 9 }))).toBeNull();
    expect(codeOf(marked('B/x'), release({ 'A/x': 9, 'B/x': 6 }))).toBe('differencing-cell');
  });

  it('refuses another precision over the same period', () => {
    expect(codeOf(release({ 'A/x': 9 }), release({ 'A1/x': 9 }, '2019-01', 'lsoa'))).toBe('differencing-precision');
    expect(codeOf(release({ 'A/x': 9 }), release({ 'A/x': 9 }, '2019Q1'))).toBe('differencing-precision');
    expect(codeOf(release({ 'A/x': 9 }, '2019Q1'), release({ 'A/x': 9 }, '2019-03'))).toBe('differencing-precision');
  });

  it('does not compare different periods', () => {
    expect(codeOf(release({ 'A/x': 9 }), release({ 'A/x': 8 }, '2019-02'))).toBeNull();
    expect(codeOf(release({ 'A/x': 9 }), release({ 'A/x': 8 }, '2019Q2'))).toBeNull();
  });
});
