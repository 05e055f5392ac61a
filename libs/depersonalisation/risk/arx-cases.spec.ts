import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sharedPath } from '../../../test/support/shared-data.js';
import {
  journalistRisk,
  marketerRisk,
  populationUniqueness,
  prosecutorRisk,
  rowsInSmallestGroups,
  sampleUniqueness,
  type RiskGroup,
} from './index.js';

interface Figures {
  prosecutor: { recordsAtRisk: number; highest: number; success: number };
  journalist: { recordsAtRisk: number; highest: number; success: number };
  marketer: { success: number };
  avg: number;
  lowest: number;
  fractionHighest: number;
  uniqueFraction: number;
  popModel: string;
  popUnique: number;
}
interface Case {
  csv: string;
  k: number;
  supp: number;
  threshold: number;
  popFraction: number;
  input: Figures;
  output: Figures;
}

const casesAt = sharedPath('depersonalisation/cases/arx-risk.jsonl');
const read = (name: string): string => readFileSync(sharedPath('depersonalisation/cases', name)!, 'utf8');
const jsonLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
const cases = casesAt ? jsonLines<Case>(read('arx-risk.jsonl')) : [];

const tableOf = (text: string): string[][] =>
  text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(';'));

/** Group sizes of a table whose columns were generalised to the given levels; groups below k are left out. */
function groupsAt(csv: string, levels: Record<string, number>, k: number): RiskGroup[] {
  const [header, ...rows] = tableOf(read(csv));
  const maps = header!.map((name) => {
    const lines = tableOf(read(`${csv.split('_')[0]}_hierarchy_${name}.csv`));
    return new Map(lines.map((line) => [line[0]!, line[levels[name] ?? 0]!]));
  });
  const sizes = new Map<string, number>();
  for (const row of rows) {
    const key = row.map((value, i) => maps[i]!.get(value)).join(';');
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return [...sizes.values()].filter((size) => size >= k).map((size) => ({ size }));
}

const levelsOf = (transform: string): Record<string, number> =>
  Object.fromEntries(transform.split(' ').map((part) => [part.split('=')[0]!, Number(part.split('=')[1])]));

function figuresOf(groups: RiskGroup[], { threshold, popFraction }: Case): Figures {
  const named = (risk: ReturnType<typeof prosecutorRisk>) => ({
    recordsAtRisk: risk.rowsAtRiskShare,
    highest: risk.maximum,
    success: risk.average,
  });
  const prosecutor = prosecutorRisk(groups, threshold);
  const population = populationUniqueness(groups, popFraction);
  return {
    prosecutor: named(prosecutor),
    journalist: named(journalistRisk(groups, threshold)),
    marketer: { success: marketerRisk(groups) },
    avg: prosecutor.average,
    lowest: 1 / Math.max(...groups.map(({ size }) => size)),
    fractionHighest: rowsInSmallestGroups(groups),
    uniqueFraction: sampleUniqueness(groups),
    popModel: population.model,
    popUnique: population.share,
  };
}

const ARX_NAMES: Record<string, string> = { PITMAN: 'pitman', DANKAR: 'none', ZAYATZ: 'zayatz' };

function expectAlike(found: Figures, expected: Figures): void {
  const flat = (figures: Figures): [string, number][] =>
    Object.entries(figures).flatMap(([name, value]: [string, unknown]): [string, number][] => {
      if (typeof value === 'number') return [[name, value]];
      if (typeof value === 'string') return [];
      return Object.entries(value as Record<string, number>).map(([inner, number]) => [`${name} ${inner}`, number]);
    });
  expect(found.popModel).toBe(ARX_NAMES[expected.popModel]);
  const wanted = new Map(flat(expected));
  expect(wanted.size).toBe(12);
  for (const [name, value] of flat(found)) {
    expect({ name, off: Math.abs(value - wanted.get(name)!) > 1e-9, value }).toEqual({ name, off: false, value });
  }
}

describe('the risk figures are those of ARX', () => {
  it('for four cases, or their absence is told', () => expect(casesAt === null ? 4 : cases.length).toBe(4));

  it('in each of them', () => {
    for (const one of cases) {
      expectAlike(figuresOf(groupsAt(one.csv, {}, 1), one), one.input);
      const goldens = jsonLines<{
        csv: string;
        k: number;
        supp: number;
        metric: string;
        sens: string;
        transform: string;
      }>(read('arx-goldens.jsonl'));
      const golden = goldens.find(
        (each) => each.csv === one.csv && each.k === one.k && each.supp === one.supp && each.sens === '',
      )!;
      expectAlike(figuresOf(groupsAt(one.csv, levelsOf(golden.transform), one.k), one), one.output);
    }
  });
});
