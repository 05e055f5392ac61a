import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { counted, type Counted } from '../../test/support/counted-rows.js';
import { enforce } from './enforce.js';
import { passGate } from './gate.js';
import { thresholdOf, type DepersonalisationPolicy } from './policy.js';

const POLICY: DepersonalisationPolicy = {
  clause: 'ISA-9',
  k: 5,
  kSensitive: 10,
  sensitiveCategories: ['violence'],
  suppressionLimitShare: 0.1,
  ladder: [
    { time: 'month', place: 'lsoa' },
    { time: 'month', place: 'msoa' },
    { time: 'quarter', place: 'msoa' },
    { time: 'month', place: 'district' },
    { time: 'quarter', place: 'district' },
  ],
};

const sum = (groups: readonly { rows: number }[]) => groups.reduce((total, group) => total + group.rows, 0);

const accepted = (rows: readonly Counted[], policy = POLICY) => {
  const result = enforce(counted(rows), policy);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

describe('enforce', () => {
  it('keeps the finest step when every cell is large enough, and says so', () => {
    const { chosen, released, suppressed } = accepted([
      ['2019-01', 'S001A', 'burglary', 5],
      ['2019-01', 'S001B', 'violence', 10],
    ]);
    expect(chosen.step).toEqual({ time: 'month', place: 'lsoa' });
    expect(chosen.explanation).toBe('Every cell reached the threshold at month and small area (LSOA).');
    expect(released.map(({ area, rows }) => [area, rows])).toEqual([
      ['S001A', 5],
      ['S001B', 10],
    ]);
    expect(suppressed).toEqual([]);
  });

  it('holds a sensitive category to its own threshold', () => {
    const { chosen } = accepted([
      ['2019-01', 'S001A', 'violence', 9],
      ['2019-01', 'S001B', 'violence', 9],
    ]);
    expect(chosen.step).toEqual({ time: 'month', place: 'msoa' });
  });

  it('walks to the first step at which little enough is left out, and tells what forced it', () => {
    const { tried, chosen, released } = accepted([
      ['2019-01', 'S001A', 'burglary', 3],
      ['2019-01', 'S001B', 'burglary', 3],
      ['2019-01', 'S002A', 'burglary', 50],
    ]);
    expect(chosen.step).toEqual({ time: 'month', place: 'msoa' });
    expect(released.map(({ rows }) => rows)).toEqual([6, 50]);
    expect(tried[0]).toMatchObject({ cellsBelowThreshold: 2, rowsBelowThreshold: 6, suppressedRows: 6, passes: false });
  });

  it('refuses when even the coarsest step would leave out too much', () => {
    const result = enforce(counted([['2019-01', 'S001A', 'burglary', 4]]), POLICY);
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: 'depersonalisation/ladder-exhausted', clause: 'ISA-9' },
    });
  });

  it('refuses a file without any row', () => {
    expect(enforce(counted([]), POLICY)).toMatchObject({
      ok: false,
      refusal: { code: 'depersonalisation/nothing-to-release' },
    });
  });

  it('leaves out the next smallest cell too when one small cell could be worked out from the total', () => {
    const { chosen, suppressed, released } = accepted([
      ['2019-01', 'S001A', 'burglary', 2],
      ['2019-01', 'S002A', 'burglary', 6],
      ['2019-01', 'S003A', 'burglary', 9],
      ['2019-01', 'S004A', 'burglary', 200],
    ]);
    expect(suppressed.map(({ rows }) => rows)).toEqual([2, 6]);
    expect(released.map(({ rows }) => rows)).toEqual([9, 200]);
    expect(chosen).toMatchObject({ cellsBelowThreshold: 1, suppressedCells: 2, suppressedRows: 8 });
    expect(chosen.explanation).toContain('A further 6 rows in 1 cell must be left out with them');
  });

  it('goes on until what is left out reaches the largest threshold among it', () => {
    const { suppressed } = accepted([
      ['2019-01', 'S001A', 'violence', 1],
      ['2019-01', 'S001B', 'burglary', 1],
      ['2019-01', 'S002A', 'burglary', 7],
      ['2019-01', 'S003A', 'burglary', 8],
      ['2019-01', 'S004A', 'burglary', 400],
    ]);
    expect(suppressed.reduce((sum, { rows }) => sum + rows, 0)).toBe(17);
  });
});

describe('ISA-9: a category that is all there is in a period and area', () => {
  const zeros = (rows: readonly Counted[]) =>
    accepted(rows).hiddenZeros.map(({ area, category, rows }) => [area, category, rows]);
  const large: Counted = ['2019-01', 'S001A', 'burglary', 90];
  const another: Counted = ['2019-01', 'S001A', 'drugs', 9];

  it('does not give itself away: the zeros beside it are told as suppressed', () => {
    expect(zeros([large, another, ['2019-01', 'S001B', 'burglary', 20]])).toEqual([['S001B', 'drugs', 0]]);
  });

  it('nor where its own number is suppressed', () => {
    const alone: Counted = ['2019-01', 'S001B', 'drugs', 2];
    const rows: Counted[] = [['2019-01', 'S001A', 'burglary', 400], ['2019-01', 'S001A', 'violence', 9], alone];
    expect(zeros([...rows, ['2019-01', 'S001A', 'drugs', 40]])).toEqual([
      ['S001B', 'burglary', 0],
      ['S001B', 'violence', 0],
    ]);
  });

  it('is nothing to hide where the whole file is of it, or where another stands beside it', () => {
    expect(zeros([large])).toEqual([]);
    expect(zeros([large, another])).toEqual([]);
  });
});

describe('enforce, whatever the rows', () => {
  const row = fc.tuple(
    fc.constantFrom('2019-01', '2019-02', '2019-04'),
    fc
      .tuple(fc.constantFrom('S', 'P'), fc.integer({ min: 1, max: 3 }), fc.constantFrom('A', 'B'))
      .map(([district, number, letter]) => `${district}00${number}${letter}`),
    fc.constantFrom('burglary', 'violence', 'drugs'),
    fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 200 })),
  );
  const rows = fc.array(row, { minLength: 1, maxLength: 40 });
  const limit = fc.constantFrom(0, 0.1, 0.5, 1);

  it('never releases a cell below its threshold, loses no row, and the gate agrees', () => {
    fc.assert(
      fc.property(rows, limit, (rows, suppressionLimitShare) => {
        const policy = { ...POLICY, suppressionLimitShare };
        const result = enforce(counted(rows), policy);
        if (!result.ok) return;
        const { released, suppressed, chosen } = result.value;
        for (const group of released) expect(group.rows).toBeGreaterThanOrEqual(thresholdOf(policy, group.category));
        expect(sum(released) + sum(suppressed)).toBe(rows.reduce((total, [, , , count]) => total + count, 0));
        expect(sum(suppressed) / (sum(suppressed) + sum(released))).toBeLessThanOrEqual(suppressionLimitShare);
        expect([chosen.suppressedCells, chosen.suppressedRows]).toEqual([suppressed.length, sum(suppressed)]);
        const smallestGroup = Math.min(...released.map((group) => group.rows));
        const claim = { rows: sum(released), groups: released.length, smallestGroup };
        expect(passGate(released, policy, claim).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never leaves out a set from which one small cell could be worked out', () => {
    fc.assert(
      fc.property(rows, (rows) => {
        const result = enforce(counted(rows), { ...POLICY, suppressionLimitShare: 0.9 });
        if (!result.ok || result.value.suppressed.length === 0) return;
        const { suppressed } = result.value;
        expect(suppressed.length).toBeGreaterThanOrEqual(2);
        const needed = Math.max(...suppressed.map(({ category }) => thresholdOf(POLICY, category)));
        expect(suppressed.reduce((total, group) => total + group.rows, 0)).toBeGreaterThanOrEqual(needed);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same release in whatever order the rows came', () => {
    fc.assert(
      fc.property(
        rows.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(enforce(counted(shuffled), POLICY)).toEqual(enforce(counted(rows), POLICY));
        },
      ),
    );
  });
});
