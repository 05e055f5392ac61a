import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { counted, type Counted } from '../../../test/support/counted-rows.js';
import { countAt, enforce } from '../enforce.js';
import type { DepersonalisationPolicy, LadderStep } from '../policy.js';
import { pairCosts } from './category-pairs.js';
import { finerStep, releaseUtility } from './index.js';

const LSOA: LadderStep = { time: 'month', place: 'lsoa' };
const MSOA: LadderStep = { time: 'month', place: 'msoa' };
const POLICY: DepersonalisationPolicy = {
  clause: 'ISA-9',
  k: 5,
  kSensitive: 10,
  sensitiveCategories: ['violence'],
  suppressionLimitShare: 0.1,
  ladder: [LSOA, MSOA, { time: 'quarter', place: 'district' }],
};

function utilityOf(rows: readonly Counted[], policy = POLICY) {
  const file = counted(rows);
  const result = enforce(file, policy);
  if (!result.ok) throw new Error(result.refusal.code);
  const { chosen, released, suppressed } = result.value;
  return releaseUtility(file, chosen.step, released, suppressed);
}

describe('what a release still tells (ISA-28b)', () => {
  it('is everything where nothing was lost', () => {
    expect(utilityOf([['2019-01', 'S001A', 'burglary', 5]])).toEqual({
      rowsSuppressedShare: 0,
      cellsShownShare: 1,
      precision: 1,
      loss: 0,
      discernibility: 25,
      questions: [
        { question: 'area-and-period', answers: 1, exactAnswers: 1, meanRelativeError: 0, worstRelativeError: 0 },
        { question: 'category-and-period', answers: 1, exactAnswers: 1, meanRelativeError: 0, worstRelativeError: 0 },
      ],
    });
  });

  it('is less where cells were left out, by area and by category', () => {
    const utility = utilityOf([
      ['2019-01', 'S001A', 'burglary', 46],
      ['2019-01', 'S001A', 'drugs', 4],
      ['2019-01', 'S001B', 'burglary', 1],
      ['2019-01', 'S001C', 'burglary', 49],
    ]);
    expect(utility).toMatchObject({ rowsSuppressedShare: 0.05, cellsShownShare: 0.5 });
    const [byArea, byCategory] = utility.questions;
    expect(byArea).toMatchObject({ answers: 3, exactAnswers: 1, worstRelativeError: 1 });
    expect(byArea!.meanRelativeError).toBeCloseTo((0.08 + 1) / 3, 12);
    expect(byCategory).toMatchObject({ answers: 2, exactAnswers: 0, worstRelativeError: 1 });
    expect(byCategory!.meanRelativeError).toBeCloseTo((1 / 96 + 1) / 2, 12);
    // Two cells of 46 and 49 alike rows; five rows left out that could be any of the hundred.
    expect(utility.discernibility).toBe(46 ** 2 + 49 ** 2 + 5 * 100);
    expect([utility.precision, utility.loss]).toEqual([0.95, 0.05]);
  });

  it('says how far off somebody is who spreads a larger area over its parts', () => {
    const utility = utilityOf([
      ['2019-01', 'S001A', 'burglary', 4],
      ['2019-01', 'S001B', 'burglary', 1],
      ['2019-01', 'S002A', 'burglary', 5],
    ]);
    expect(utility.questions[0]).toMatchObject({ answers: 2, exactAnswers: 2 });
    // 5 rows in two small areas are spread as 2.5 each: 4 is 37.5 % less, 1 is 150 % more.
    expect(utility.questions[2]).toMatchObject({ question: 'finest-area-and-period', answers: 3, exactAnswers: 1 });
    expect(utility.questions[2]!.meanRelativeError).toBeCloseTo((0.375 + 1.5 + 0) / 3, 12);
    expect(utility.questions[2]!.worstRelativeError).toBe(1.5);
    // One level of three up in one column of three; one other small area of two for the rows of S001.
    expect(utility.precision).toBeCloseTo(1 - 1 / 9, 12);
    expect(utility.loss).toBeCloseTo((5 * 0.5) / 30, 12);
  });

  it('counts an answer beside a hidden zero as one that cannot be seen to be exact', () => {
    const file = counted([['2019-01', 'S001A', 'burglary', 6]]);
    const group = (category: string, rows: number) => ({ period: '2019-01', area: 'S001A', category, rows });
    const { questions, discernibility } = releaseUtility(file, LSOA, [group('burglary', 6)], [group('drugs', 0)]);
    expect(questions).toEqual([
      { question: 'area-and-period', answers: 1, exactAnswers: 0, meanRelativeError: 0, worstRelativeError: 0 },
      { question: 'category-and-period', answers: 2, exactAnswers: 1, meanRelativeError: 0, worstRelativeError: 0 },
    ]);
    expect(discernibility).toBe(36);
  });

  it('never tells an exact answer where a cell was left out', () => {
    const row = fc.tuple(fc.constantFrom('2019-01', '2019-02', '2019-04'), fc.constantFrom('S001A', 'S001B', 'S002A'));
    const rows = fc.array(
      fc.tuple(row, fc.constantFrom('burglary', 'drugs', 'violence'), fc.integer({ min: 1, max: 90 })),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(rows, (some) => {
        const file = counted(some.map(([[month, area], category, count]): Counted => [month, area, category, count]));
        const result = enforce(file, POLICY);
        if (!result.ok) return;
        const { chosen, released, suppressed } = result.value;
        const [byArea] = releaseUtility(file, chosen.step, released, suppressed).questions;
        const keyOf = ({ period, area }: { period: string; area: string }) => `${period}|${area}`;
        const marked = new Set(suppressed.map(keyOf));
        const all = new Set([...released, ...suppressed].map(keyOf));
        expect([byArea!.answers, byArea!.exactAnswers]).toEqual([all.size, all.size - marked.size]);
      }),
      { numRuns: 200 },
    );
  });
});

const titleOf = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1);
const explained = (rows: readonly Counted[], step = LSOA) => finerStep(counted(rows), step, POLICY, titleOf);

describe('what would buy the finer step back', () => {
  const rows: Counted[] = [
    ['2019-01', 'S001A', 'robbery', 3],
    ['2019-01', 'S001A', 'theft', 4],
    ['2019-01', 'S001B', 'robbery', 4],
    ['2019-01', 'S001B', 'theft', 2],
    ['2019-01', 'S001B', 'burglary', 30],
    ['2019-01', 'S001A', 'burglary', 30],
    ['2019-01', 'S002A', 'drugs', 2],
    ['2019-01', 'S002B', 'drugs', 4],
  ];

  it('is the merging of two categories that passes', () => {
    const { merge, forcedBy, explanation } = explained(rows);
    expect(forcedBy.map(({ code, rows: many, cells }) => [code, many, cells])).toEqual([
      ['robbery', 7, 2],
      ['theft', 6, 2],
      ['drugs', 6, 2],
    ]);
    expect(merge).toMatchObject({ categories: [{ code: 'robbery' }, { code: 'theft' }], passes: true });
    expect(merge!.suppressedShare).toBeCloseTo(6 / 79, 12);
    expect(explanation).toBe(
      '19 rows stood in the way of month and small area (LSOA), most of them in Robbery (7 rows in 2 cells) and Theft (6 rows in 2 cells).' +
        ' Merging Robbery with Theft would buy it back: 7.6 % of the rows would then be left out.',
    );
  });

  it('is the one that blurs the fewest rows, when several would do', () => {
    const large: Counted[] = [
      ['2019-01', 'S001A', 'burglary', 900],
      ['2019-01', 'S001B', 'burglary', 900],
    ];
    const small = (category: string, rows: number): Counted => ['2019-01', 'S001A', category, rows];
    const few: Counted[] = [...large, small('robbery', 3), small('theft', 4), small('fraud', 4)];
    expect(explained(few).merge).toMatchObject({ categories: [{ code: 'robbery' }, { code: 'theft' }], passes: true });
  });

  it('or what comes nearest, with what it would still cost', () => {
    const { merge, explanation } = explained([
      ['2019-01', 'S001A', 'robbery', 3],
      ['2019-01', 'S001A', 'theft', 2],
      ['2019-01', 'S001B', 'drugs', 4],
      ['2019-01', 'S001C', 'burglary', 4],
    ]);
    expect(merge).toMatchObject({ categories: [{ code: 'robbery' }, { code: 'theft' }], passes: false });
    expect(explanation).toContain(
      'No merging of two categories would buy it back. Merging Robbery with Theft comes nearest: 61.5 % of the rows would then be left out, where at most 10.0 % may be.',
    );
  });

  it('is nothing where there is one category', () => {
    const { merge, explanation } = explained([['2019-01', 'S001A', 'robbery', 1]]);
    expect(merge).toBeNull();
    expect(explanation).toBe(
      '1 row stood in the way of month and small area (LSOA), all of them in Robbery (1 row in 1 cell).',
    );
  });

  it('asks the larger threshold of a merging with a sensitive category', () => {
    const { merge } = explained([
      ['2019-01', 'S001A', 'violence', 4],
      ['2019-01', 'S001A', 'theft', 4],
      ['2019-01', 'S001B', 'theft', 20],
    ]);
    expect(merge).toMatchObject({ passes: false });
  });

  it('is counted as merging and counting anew would', () => {
    const row = fc.tuple(
      fc.constantFrom('S001A', 'S001B', 'S002A', 'S002B'),
      fc.constantFrom('robbery', 'theft', 'violence', 'drugs'),
      fc.integer({ min: 1, max: 12 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 20 }), (some) => {
        const given = some.map(([area, category, count]): Counted => ['2019-01', area, category, count]);
        const file = counted(given);
        const thresholds = file.categories.map((code) => (code === 'violence' ? 10 : 5));
        for (const { first, second, suppressedShare, rows: blurred } of pairCosts(countAt(file, LSOA), thresholds)) {
          const [a, b] = [file.categories[first]!, file.categories[second]!];
          const cells = new Map<string, number>();
          for (const [, area, category, count] of given) {
            const key = `${area}|${category === b ? a : category}`;
            cells.set(key, (cells.get(key) ?? 0) + count);
          }
          const least = (key: string): number =>
            key.endsWith('|violence') || (key.endsWith(`|${a}`) && [a, b].includes('violence')) ? 10 : 5;
          const below = [...cells].reduce((sum, [key, count]) => sum + (count < least(key) ? count : 0), 0);
          const all = given.reduce((sum, [, , , count]) => sum + count, 0);
          expect(suppressedShare).toBeCloseTo(below / all, 12);
          expect(blurred).toBe(given.reduce((sum, [, , c, n]) => sum + (c === a || c === b ? n : 0), 0));
        }
      }),
      { numRuns: 300 },
    );
  });
});
