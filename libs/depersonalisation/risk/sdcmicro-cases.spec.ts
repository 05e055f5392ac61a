import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sharedPath } from '../../../test/support/shared-data.js';
import { approximateIndividualRisk, individualRisk, keyFrequencies, type Key } from './index.js';

const folder = sharedPath('depersonalisation/cases/sdcmicro');
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

function expectClose(found: readonly number[], expected: readonly number[], tolerance = 1e-8): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of found.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance);
}

describe('keys are counted as sdcMicro counts them', () => {
  it('where values are missing', () => {
    if (!folder) return;
    const expected = JSON.parse(read('na_case_expected.json')) as {
      data: { A: number; B: number; C: number | null; weight: number }[];
      fk: number[];
      Fk: number[];
      rk_exact: number[];
      rk_approx: number[];
    };
    const keys = expected.data.map(({ A, B, C }): Key => [A, B, C]);
    const frequencies = keyFrequencies(
      keys,
      expected.data.map(({ weight }) => weight),
    );
    expect(frequencies.map(({ sample }) => sample)).toEqual(expected.fk);
    expectClose(
      frequencies.map(({ population }) => population),
      expected.Fk,
    );
    expectClose(frequencies.map(individualRisk), expected.rk_exact);
    expectClose(frequencies.map(approximateIndividualRisk), expected.rk_approx);
  });

  it('on its first example, whose answers its manual prints', () => {
    if (!folder) return;
    const [header, ...lines] = read('francdat.csv').trim().split('\n');
    const rows = lines.map((line) =>
      Object.fromEntries(line.split(',').map((cell, i) => [header!.split(',')[i]!, cell])),
    );
    const frequencies = keyFrequencies(
      rows.map((row): Key => ['Key1', 'Key2', 'Key3', 'Key4'].map((name) => row[name]!)),
      rows.map((row) => Number(row['w'])),
    );
    expect(frequencies.map(({ sample }) => sample)).toEqual([2, 2, 2, 1, 1, 1, 1, 2]);
    expectClose(
      frequencies.map(({ population }) => population),
      [110, 84.5, 84.5, 17, 541, 8, 5, 110],
    );
    const printed = [0.01714426, 0.02204233, 0.02204233, 0.17707583, 0.01165448, 0.29706308, 0.40235948, 0.01714426];
    expectClose(frequencies.map(individualRisk), printed);
  });

  it('as a count of every pair of rows counts them, on a survey with values struck out', () => {
    if (!folder) return;
    const lines = read('testdata2.csv').trim().split('\n').slice(1);
    const keys = lines.map((line, row): Key => {
      const cells = line.split(',');
      return [0, 3, 5, 6].map((column) => ((row + column) % 7 === 0 ? null : cells[column]!));
    });
    const weights = lines.map((_, row) => 50 + (row % 11));
    const agree = (a: Key, b: Key): boolean => a.every((x, i) => x === null || b[i] === null || x === b[i]);
    const expected = keys.map((key) => {
      const alike = keys.flatMap((other, row) => (agree(key, other) ? [weights[row]!] : []));
      return { sample: alike.length, population: alike.reduce((sum, weight) => sum + weight, 0) };
    });
    expect(keyFrequencies(keys, weights)).toEqual(expected);
  });
});

describe('the individual risk', () => {
  /** p times the integral of (1-t)^(f-1) / (1-(1-p)t), by Simpson's rule. */
  const byQuadrature = (sample: number, p: number): number => {
    const steps = 200_000;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const t = i / steps;
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      sum += (weight * (1 - t) ** (sample - 1)) / (1 - (1 - p) * t);
    }
    return (p * sum) / (3 * steps);
  };

  it.each([
    [1, 10],
    [2, 5],
    [3, 4],
    [5, 9],
    [5, 11],
    [20, 45],
    [40, 50],
    [40, 4000],
  ])('of a key seen %i times among %i is what the integral says', (sample, population) => {
    expect(individualRisk({ sample, population })).toBeCloseTo(byQuadrature(sample, sample / population), 9);
  });

  it('is one over the key’s frequency where the file is the population', () => {
    expect(individualRisk({ sample: 4, population: 4 })).toBe(0.25);
    expect(individualRisk({ sample: 4, population: 4.000001 })).toBeCloseTo(0.25, 6);
  });
});
