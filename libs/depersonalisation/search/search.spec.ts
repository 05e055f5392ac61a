import { describe, expect, it } from '@jest/globals';
import { enumerate, seeded, type PlainClass } from '../../../test/support/plain-enumeration.js';
import { kAnonymity, kMap } from '../models/k-anonymity.js';
import { distinctLDiversity, entropyLDiversity } from '../models/l-diversity.js';
import type { PrivacyModel } from '../models/privacy-model.js';
import { tCloseness } from '../models/t-closeness.js';
import type { Anonymisation, AnonymisationRequest, MetricName } from './anonymisation.js';
import { GeneralisationHierarchy } from './generalisation-hierarchy.js';
import { anonymise } from './search.js';
import { tableFromRows } from './table.js';

const NAMES = ['a', 'b', 'c', 's', 'u'];

/** A model, and the same said with maps and loops. */
interface Condition {
  model: PrivacyModel;
  holds: (each: PlainClass) => boolean;
}

const sharesOf = (rows: string[][], column: number, labelOf = (value: string) => value): Map<string, number> => {
  const shares = new Map<string, number>();
  for (const row of rows) {
    const label = labelOf(row[column]!);
    shares.set(label, (shares.get(label) ?? 0) + 1 / rows.length);
  }
  return shares;
};

const GROUPS = new GeneralisationHierarchy([
  ['s0', 'low', '*'],
  ['s1', 'low', '*'],
  ['s2', 'high', '*'],
  ['s3', 'high', '*'],
]);

/** What must be moved how far: the earth mover's distance by the definition of Li et al., half of the differences per level. */
function distance({ rows, table }: PlainClass, column: number, labelsOf: ((value: string) => string)[]): number {
  const perLevel = labelsOf.map((labelOf) => {
    const [own, all] = [sharesOf(rows, column, labelOf), sharesOf(table, column, labelOf)];
    return [...all].reduce((sum, [label, share]) => sum + Math.abs(share - (own.get(label) ?? 0)), 0) / 2;
  });
  return perLevel.reduce((sum, each) => sum + each, 0) / perLevel.length;
}

const k = (least: number): Condition => ({ model: kAnonymity(least), holds: ({ rows }) => rows.length >= least });
const distinct = (l: number): Condition => ({
  model: distinctLDiversity('s', l),
  holds: ({ rows }) => new Set(rows.map((row) => row[3])).size >= l,
});
const entropy = (l: number): Condition => ({
  model: entropyLDiversity('s', l),
  holds: ({ rows }) =>
    [...sharesOf(rows, 3).values()].reduce((sum, share) => sum - share * Math.log(share), 0) >= Math.log(l),
});
const close = (t: number): Condition => ({
  model: tCloseness('u', t),
  holds: (each) => distance(each, 4, [(value) => value]) <= t,
});
const closeByGroup = (t: number): Condition => ({
  model: tCloseness('s', t, GROUPS),
  holds: (each) => distance(each, 3, [(value) => value, (value) => (value < 's2' ? 'low' : 'high')]) <= t,
});
const map = (least: number, population: string[][]): Condition => ({
  model: kMap(least, tableFromRows(NAMES, population)),
  holds: ({ key, keyOf }) => population.filter((row) => keyOf(row) === key).length >= least,
});

const FAMILIES: Record<string, (chance: () => number, rows: string[][]) => Condition[]> = {
  'k-anonymity': (chance) => [k(1 + Math.floor(chance() * 6))],
  'distinct l-diversity': (chance) => [k(2), distinct(2 + Math.floor(chance() * 2))],
  'entropy l-diversity': (chance) => [k(1 + Math.floor(chance() * 3)), entropy(1.3 + chance() * 1.7)],
  't-closeness, equal distance': (chance) => [k(1 + Math.floor(chance() * 3)), close(0.05 + chance() * 0.5)],
  't-closeness, hierarchical distance': (chance) => [closeByGroup(0.051 + chance() * 0.4)],
  'k-map': (chance, rows) => [
    k(1 + Math.floor(chance() * 2)),
    map(2 + Math.floor(chance() * 4), [
      ...rows.slice(0, 3),
      ...rows.flatMap((row) => Array.from({ length: Math.floor(chance() * 4) }, () => row)),
    ]),
  ],
  'all together': (chance, rows) => [
    k(2),
    distinct(2),
    entropy(1.51),
    close(0.1 + chance() * 0.5),
    map(2, [...rows, ...rows]),
  ],
};

const halving = (values: number, name: string): GeneralisationHierarchy =>
  new GeneralisationHierarchy(
    Array.from({ length: values }, (_, value) => {
      const path = [`${name}${value}`];
      for (let width = 2; width < values; width *= 2) path.push(`${name}/${width}/${Math.floor(value / width)}`);
      return [...path, '*'];
    }),
  );

interface RandomCase {
  request: AnonymisationRequest;
  rows: string[][];
  holds: (each: PlainClass) => boolean;
}

function randomCase(family: string, metric: MetricName, seed: number): RandomCase {
  const chance = seeded(seed);
  const sizes = [2 + Math.floor(chance() * 7), 2 + Math.floor(chance() * 7), 2 + Math.floor(chance() * 3)];
  const skewed = (values: number): number => Math.floor(chance() ** 2 * values);
  const rows = Array.from({ length: 5 + Math.floor(chance() * 45) }, () => [
    ...['a', 'b', 'c'].map((name, index) => `${name}${skewed(sizes[index]!)}`),
    `s${skewed(4)}`,
    `u${skewed(3)}`,
  ]);
  const quasiIdentifiers = ['a', 'b', 'c'].map((column, index) => ({
    column,
    hierarchy: halving(sizes[index]!, column),
    ...(chance() < 0.2 && { minLevel: 1 }),
    ...(chance() < 0.2 && { maxLevel: 1 }),
    weight: chance() < 0.7 ? 1 : 0.2 + chance(),
  }));
  const conditions = FAMILIES[family]!(chance, rows);
  const suppressionLimit = [0, 0.1, 0.3, 0.7][Math.floor(chance() * 4)]!;
  return {
    rows,
    holds: (each) => conditions.every(({ holds }) => holds(each)),
    request: {
      table: tableFromRows(NAMES, rows),
      quasiIdentifiers,
      models: conditions.map(({ model }) => model),
      suppressionLimit,
      metric,
    },
  };
}

function found(request: AnonymisationRequest): Anonymisation {
  const result = anonymise(request);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

/** Holds one answer of the search against plain enumeration; tells whether anything satisfied the request. */
function expectOptimal({ request, rows, holds }: RandomCase): boolean {
  const { best, all } = enumerate(request, rows, holds);
  if (!best) {
    expect(anonymise(request)).toMatchObject({ ok: false, refusal: { code: 'depersonalisation/nothing-satisfies' } });
    return false;
  }
  const { loss, bound, levels, suppressed, smallestClass, classes, proven } = found(request);
  const same = all.find((each) => each.levels.join() === levels.join())!;
  expect(loss).toBeCloseTo(best.loss, 10);
  expect({ bound, proven, suppressed, smallestClass, classes }).toEqual({
    bound: loss,
    proven: true,
    suppressed: same.suppressed,
    smallestClass: same.smallestClass,
    classes: same.classes,
  });
  return true;
}

describe.each(Object.keys(FAMILIES))('with %s, the search', (family) => {
  it.each<[MetricName, number]>([
    ['loss', 250],
    ['precision', 50],
    ['discernibility', 50],
  ])('finds what plain enumeration finds, by %s', (metric, tables) => {
    const seeds = Array.from({ length: tables }, (_, index) => index + 1);
    const satisfied = seeds.filter((seed) => expectOptimal(randomCase(family, metric, seed)));
    expect(satisfied.length).toBeGreaterThan(tables / 4);
  });
});

/** Thousands of rows with eight columns, so that the search has something to do. */
function largeRequest(models: PrivacyModel[]): AnonymisationRequest {
  const chance = seeded(7);
  const sizes = [64, 32, 16, 16, 8, 4];
  const names = sizes.map((_, index) => `q${index}`);
  const rows = Array.from({ length: 6000 }, () => [
    ...sizes.map((size, index) => `q${index}${Math.floor(chance() ** 2 * size)}`),
    `s${Math.floor(chance() ** 2 * 6)}`,
  ]);
  return {
    table: tableFromRows([...names, 's'], rows),
    quasiIdentifiers: sizes.map((size, index) => ({ column: `q${index}`, hierarchy: halving(size, `q${index}`) })),
    models,
    suppressionLimit: 0.05,
  };
}

describe('budgets', () => {
  const models = [kAnonymity(5), entropyLDiversity('s', 2)];

  it('returns the best so far with a bound below the optimum when the time runs out', () => {
    const request = largeRequest(models);
    const optimum = found(request);
    expect(optimum.checks).toBeGreaterThan(30);
    for (const ticks of [2, 3, 10, 25]) {
      let time = 0;
      const answer = found({ ...request, budget: { milliseconds: ticks, now: () => time++ } });
      expect(answer.proven).toBe(false);
      expect(answer.bound).toBeLessThanOrEqual(optimum.loss + 1e-12);
      expect(answer.loss).toBeGreaterThanOrEqual(optimum.loss - 1e-12);
      expect(answer.suppressed).toBeLessThanOrEqual(300);
    }
  });

  it('says so when the time ran out before anything was found', () => {
    let time = 0;
    const budget = { milliseconds: 1, now: () => (time += 2) };
    expect(anonymise({ ...largeRequest(models), budget })).toMatchObject({
      refusal: { code: 'depersonalisation/out-of-time' },
    });
  });

  it.each([0, 20_000, 200_000])('keeps intermediate results within %d bytes, and finds the same', (bytes) => {
    const request = largeRequest(models);
    const answer = found({ ...request, budget: { bytes } });
    expect(answer.peakCacheBytes).toBeLessThanOrEqual(bytes);
    expect(answer).toMatchObject({ levels: found(request).levels, proven: true });
  });

  it('gives the same answer, by the same steps, every time', () => {
    expect(found(largeRequest(models))).toEqual(found(largeRequest(models)));
  });
});

describe('what is refused', () => {
  const table = tableFromRows(['a'], [['a0'], ['a1']]);

  it('tells of a value that the hierarchy does not know, without the value', () => {
    const request = { table, quasiIdentifiers: [{ column: 'a', hierarchy: halving(1, 'a') }], models: [kAnonymity(1)] };
    const result = anonymise(request);
    expect(result).toMatchObject({
      refusal: { code: 'depersonalisation/value-outside-hierarchy', clause: 'ISA-9', where: { column: 'a' } },
    });
    expect(JSON.stringify(result)).not.toContain('a1');
  });

  it('tells that there are too many transformations', () => {
    const wide = Array.from({ length: 22 }, (_, index) => `c${index}`);
    const request = {
      table: tableFromRows(wide, [wide.map(() => 'x0')]),
      quasiIdentifiers: wide.map((column) => ({ column, hierarchy: halving(2, 'x') })),
      models: [kAnonymity(1)],
    };
    expect(anonymise(request)).toMatchObject({ refusal: { code: 'depersonalisation/too-many-transformations' } });
  });

  it('does not take requests that make no sense', () => {
    const quasiIdentifiers = [{ column: 'a', hierarchy: halving(2, 'a') }];
    const models = [kAnonymity(1)];
    expect(() => anonymise({ table, quasiIdentifiers: [], models })).toThrow('no quasi-identifiers');
    expect(() => anonymise({ table, quasiIdentifiers, models, suppressionLimit: 1.1 })).toThrow('suppression limit');
    expect(() => anonymise({ table, quasiIdentifiers, models, budget: { milliseconds: 1 } })).toThrow('clock');
    expect(() => anonymise({ table, quasiIdentifiers: [{ ...quasiIdentifiers[0]!, minLevel: 2 }], models })).toThrow(
      'floor',
    );
  });
});

it('groups columns whose combinations do not fit into 64 bits', () => {
  const chance = seeded(3);
  const wide = Array.from({ length: 9 }, (_, index) => `w${index}`);
  const hierarchy = new GeneralisationHierarchy(Array.from({ length: 900 }, (_, value) => [`v${value}`, '*']));
  const rows = Array.from({ length: 900 }, (_, row) => wide.map((_, column) => `v${(row * (column + 1)) % 900}`));
  const twice = [...rows, ...rows.filter(() => chance() < 0.5)];
  const request = {
    table: tableFromRows(wide, twice),
    quasiIdentifiers: wide.map((column) => ({ column, hierarchy, maxLevel: 0 })),
    models: [kAnonymity(2)],
    suppressionLimit: 1,
  };
  expect(found(request)).toMatchObject({ classes: twice.length - 900, suppressed: 2 * 900 - twice.length });
});
