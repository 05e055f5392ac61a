import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import {
  expectedReidentifications,
  homogeneityOf,
  journalistRisk,
  marketerRisk,
  pitmanUniques,
  populationUniqueness,
  prosecutorRisk,
  riskFigures,
  rowsInSmallestGroups,
  sampleUniqueness,
  sizeCounts,
  slideNegativeBinomialUniques,
  smallestGroup,
  zayatzUniques,
} from './index.js';
import { logGamma } from './log-gamma.js';

const groups = (...sizes: number[]) => sizes.map((size) => ({ size }));

describe('re-identification', () => {
  it('is one over the size of a row’s group', () => {
    expect(prosecutorRisk(groups(1, 4, 5), 0.2)).toEqual({ rowsAtRiskShare: 0.5, maximum: 1, average: 0.3 });
    expect(prosecutorRisk(groups(5, 5), 0.2)).toEqual({ rowsAtRiskShare: 0, maximum: 0.2, average: 0.2 });
    expect(sampleUniqueness(groups(1, 1, 2))).toBe(0.5);
    expect(rowsInSmallestGroups(groups(2, 2, 6))).toBe(0.4);
    expect(smallestGroup(groups(7, 3, 9))).toBe(3);
  });

  it('is smaller to one who does not know who is in the file', () => {
    const sampled = [
      { size: 1, populationSize: 10 },
      { size: 2, populationSize: 4 },
    ];
    const risk = journalistRisk(sampled, 0.2);
    expect(risk.maximum).toBe(0.25);
    expect(risk.rowsAtRiskShare).toBeCloseTo(2 / 3, 12);
    expect(risk.average).toBeCloseTo(0.2, 12);
    expect(marketerRisk(sampled)).toBeCloseTo(0.2, 12);
    // Most rows lie in the large group: from the side of the population's members the average is worse.
    const lopsided = [
      { size: 99, populationSize: 100 },
      { size: 1, populationSize: 2 },
    ];
    expect(journalistRisk(lopsided, 1).average).toBeCloseTo(2 / 102, 12);
    expect(marketerRisk(lopsided)).toBeCloseTo(0.0149, 12);
  });

  it('is nothing where there are no rows', () => {
    expect(prosecutorRisk([], 0.2)).toEqual({ rowsAtRiskShare: 0, maximum: 0, average: 0 });
    expect(journalistRisk([], 0.2).average).toBe(0);
    expect([sampleUniqueness([]), rowsInSmallestGroups([]), smallestGroup([])]).toEqual([0, 0, 0]);
  });

  it('is the same for groups that are counted together', () => {
    const single = groups(1, 1, 1, 4, 4, 9);
    const together = [{ size: 1, groups: 3 }, { size: 4, groups: 2 }, { size: 9 }];
    expect(prosecutorRisk(together, 0.2)).toEqual(prosecutorRisk(single, 0.2));
    expect(journalistRisk(together, 0.2)).toEqual(journalistRisk(single, 0.2));
    expect([sampleUniqueness(together), rowsInSmallestGroups(together)]).toEqual([3 / 20, 3 / 20]);
    expect(sizeCounts(together)).toEqual(sizeCounts(single));
  });

  it('is expected as often as the single risks add up to', () => {
    const certain = { sample: 1, population: 1 };
    expect(expectedReidentifications([certain, certain, { sample: 2, population: 2 }])).toBe(2.5);
  });
});

describe('uniqueness in the population', () => {
  it('is that of the file where the file is the population', () => {
    expect(populationUniqueness(groups(1, 1, 8), 1)).toEqual({ model: 'count', samplingFraction: 1, share: 0.2 });
  });

  it('is nothing where no row of the file is unique', () => {
    expect(populationUniqueness(groups(2, 3), 0.05)).toEqual({ model: 'none', samplingFraction: 0.05, share: 0 });
    expect(populationUniqueness([], 1).share).toBe(0);
  });

  it('asks for a fraction that can be one', () => {
    for (const fraction of [0, -0.1, 1.1, Number.NaN]) {
      expect(() => populationUniqueness(groups(1), fraction)).toThrow(DomainError);
    }
  });

  /** A population of geometric group sizes from a fixed sequence, and a sample of it. */
  function sampled(fraction: number) {
    let state = 12_345;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const sample: number[] = [];
    let [population, uniques] = [0, 0];
    for (let group = 0; group < 40_000; group++) {
      const size = 1 + Math.floor(Math.log(random()) / Math.log(0.75));
      population += size;
      if (size === 1) uniques += 1;
      let seen = 0;
      for (let i = 0; i < size; i++) if (random() < fraction) seen += 1;
      if (seen > 0) sample.push(seen);
    }
    return { sample: groups(...sample), population, truth: uniques / population };
  }

  it.each([0.3, 0.6])('by the slide negative binomial is near the truth for a sample of %d', (fraction) => {
    const { sample, population, truth } = sampled(fraction);
    const rows = sizeCounts(sample).rows;
    const uniques = slideNegativeBinomialUniques(sizeCounts(sample), rows / population)!;
    expect(Math.abs(uniques / population - truth) / truth).toBeLessThan(0.35);
  });

  it.each([0.15, 0.3, 0.6])('is the smaller of two estimates for a sample of %d', (fraction) => {
    const { sample, population } = sampled(fraction);
    const counts = sizeCounts(sample);
    const estimate = populationUniqueness(sample, counts.rows / population);
    const both = [zayatzUniques(counts, population), slideNegativeBinomialUniques(counts, counts.rows / population)!];
    expect(estimate.share * population).toBeCloseTo(Math.min(...both), 6);
    expect(estimate.model).toBe(both[0]! < both[1]! ? 'zayatz' : 'slide-negative-binomial');
  });

  it('falls back on Zayatz where Pitman’s likelihood has no maximum', () => {
    const single = groups(1);
    expect(pitmanUniques(sizeCounts(single), 20)).toBeNull();
    expect(populationUniqueness(single, 0.05).model).toBe('zayatz');
  });

  it('by Zayatz is what the hypergeometric chances say', () => {
    // 2 groups of one row and 1 of two rows out of a population of 8: C(6,3)·2/C(8,4) = 4/7 for a group of two.
    const uniqueAmongOnes = ((2 / 3) * 0.5) / ((2 / 3) * 0.5 + (1 / 3) * (4 / 7));
    expect(zayatzUniques(sizeCounts(groups(1, 1, 2)), 8)).toBeCloseTo((2 * uniqueAmongOnes) / 0.5, 12);
  });

  it('rests on a gamma function with all its figures', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(101) - logGamma(100)).toBeCloseTo(Math.log(100), 11);
    expect(logGamma(-1)).toBeNaN();
  });
});

describe('homogeneity', () => {
  it('counts the groups whose rows all tell the same', () => {
    expect(homogeneityOf([{ valueRows: [6] }, { valueRows: [3, 1] }])).toEqual({
      groups: 1,
      rows: 6,
      rowShare: 0.6,
      fewestValues: 1,
    });
    expect(homogeneityOf([])).toEqual({ groups: 0, rows: 0, rowShare: 0, fewestValues: 0 });
  });

  it('sees no certainty where another value is known to occur, and certainty where a hidden one stands alone', () => {
    expect(homogeneityOf([{ valueRows: [6], hiddenValues: 1 }])).toMatchObject({ groups: 0, fewestValues: 2 });
    expect(homogeneityOf([{ valueRows: [], hiddenValues: 1 }])).toMatchObject({ groups: 1, rows: 0, rowShare: 0 });
  });
});

describe('the risk of a release (ISA-9)', () => {
  const group = (area: string, category: string, rows: number) => ({ period: '2019-01', area, category, rows });
  const shown = [group('a', 'x', 10), group('b', 'x', 5), group('b', 'y', 5)];

  it('gathers the figures of what is shown', () => {
    const figures = riskFigures(shown, [], { k: 5, samplingFraction: 1 });
    expect(figures).toMatchObject({ rows: 20, groups: 3, smallestGroup: 5, threshold: 0.2, sampleUniqueShare: 0 });
    expect(figures.prosecutor).toEqual({ rowsAtRiskShare: 0, maximum: 0.2, average: 0.15 });
    expect(figures.homogeneity).toMatchObject({ groups: 1, rows: 10, rowShare: 0.5 });
  });

  it('sees nothing given away by a category that the whole dataset is of', () => {
    const figures = riskFigures([group('a', 'x', 10), group('b', 'x', 5)], [], { k: 5, samplingFraction: 1 });
    expect(figures.homogeneity).toMatchObject({ groups: 0, rows: 0 });
  });

  it('knows that a cell told as [c] is of another category, and gives its own away where it stands alone', () => {
    const figuresOf = (...hidden: ReturnType<typeof group>[]) =>
      riskFigures(shown, hidden, { k: 5, samplingFraction: 1 });
    expect(figuresOf(group('a', 'y', 2))).toMatchObject({ rows: 20, homogeneity: { groups: 0, rows: 0 } });
    expect(figuresOf(group('a', 'y', 2), group('c', 'y', 2)).homogeneity).toMatchObject({ groups: 1, rows: 0 });
  });
});
