import { describe, expect, it } from '@jest/globals';
import type { FileDefinition, ModelDefinition } from './definition.js';
import { classKey, RecordGate, type RecordClaim } from './record-gate.js';

const definitionWith = (...models: ModelDefinition[]): FileDefinition => ({
  version: 1,
  separator: ',',
  columns: [
    { name: 'age', role: 'quasi-identifier', hierarchy: { kind: 'none' }, minLevel: 0, maxLevel: null, weight: 1 },
    { name: 'sex', role: 'quasi-identifier', hierarchy: { kind: 'none' }, minLevel: 0, maxLevel: null, weight: 1 },
    { name: 'injury', role: 'sensitive' },
  ],
  models,
  suppressionLimit: 0,
  metric: 'loss',
  budget: { seconds: null, megabytes: null },
});

const HEADER = ['age', 'sex', 'injury'];
const CLAIM: RecordClaim = {
  columns: HEADER,
  rows: 8,
  classes: 2,
  smallestClass: 4,
  sensitiveTotals: new Map([['injury', new Map([['burn', 4], ['cut', 2], ['fall', 2]])]]), // prettier-ignore
  sensitiveHierarchies: new Map(),
  population: null,
};

/** Two classes of four; the second has two burns and two others. */
const ROWS = [
  ...['burn', 'burn', 'cut', 'fall'].map((injury) => ['20-39', 'F', injury]),
  ...['burn', 'burn', 'cut', 'fall'].map((injury) => ['20-39', 'M', injury]),
];

function pass(models: ModelDefinition[], rows = ROWS, claim: Partial<RecordClaim> = {}, header = HEADER): string {
  const gate = new RecordGate(definitionWith(...models));
  gate.header(header);
  for (const row of rows) gate.add(row);
  const result = gate.finish({ ...CLAIM, ...claim });
  return result.ok ? 'passed' : `${result.refusal.code}: ${result.refusal.message}`;
}

const K = (k: number): ModelDefinition => ({ kind: 'k-anonymity', k });
const moved = ROWS.map((row, at) => (at === 0 ? ['20-39', 'M', 'burn'] : row));

describe('the gate of records (ISA-9) counts what was written', () => {
  it('finds rows, classes, the smallest and the unique', () => {
    const gate = new RecordGate(definitionWith(K(1)));
    gate.header(HEADER);
    for (const row of [...ROWS, ['0-19', 'F', 'cut']]) gate.add(row);
    expect(gate.finish({ ...CLAIM, rows: 9, classes: 3, smallestClass: 1 })).toEqual({
      ok: true,
      value: { rows: 9, classes: 3, smallestClass: 1, uniqueRows: 1 },
    });
  });

  it.each([
    ['k-anonymity', K(4), K(5)],
    ['distinct l-diversity', { kind: 'distinct-l-diversity', column: 'injury', l: 3 }, { kind: 'distinct-l-diversity', column: 'injury', l: 4 }], // prettier-ignore
    ['entropy l-diversity', { kind: 'entropy-l-diversity', column: 'injury', l: 2.82 }, { kind: 'entropy-l-diversity', column: 'injury', l: 2.83 }], // prettier-ignore
    ['t-closeness', { kind: 't-closeness', column: 'injury', t: 0, hierarchy: null }, null],
  ] as [string, ModelDefinition, ModelDefinition | null][])('%s', (_, satisfied, failed) => {
    expect(pass([satisfied])).toBe('passed');
    if (failed) expect(pass([failed])).toBe(`depersonalisation/model-broken: 2 of 2 classes of the file as written fail ${failed.kind}.`); // prettier-ignore
  });

  it('t-closeness, by the distribution in the whole file', () => {
    const totals = new Map([['injury', new Map([['burn', 8], ['cut', 1], ['fall', 1]])]]); // prettier-ignore
    const closeness = (t: number, hierarchy: boolean): ModelDefinition => ({
      kind: 't-closeness',
      column: 'injury',
      t,
      hierarchy: hierarchy ? { kind: 'none' } : null,
    });
    expect(pass([closeness(0.3, false)], ROWS, { sensitiveTotals: totals })).toBe('passed');
    expect(pass([closeness(0.29, false)], ROWS, { sensitiveTotals: totals })).toContain('fail t-closeness');
    // A hierarchy that holds burns and cuts to be near: levels lose 0.3 and 0.15.
    const sensitiveHierarchies = new Map([['injury', [['burn', 'skin', '*'], ['cut', 'skin', '*'], ['fall', 'bone', '*']]]]); // prettier-ignore
    expect(pass([closeness(0.225, true)], ROWS, { sensitiveTotals: totals, sensitiveHierarchies })).toBe('passed');
    expect(pass([closeness(0.224, true)], ROWS, { sensitiveTotals: totals, sensitiveHierarchies })).toContain('fail');
  });

  it('k-map, by the population', () => {
    const kMap: ModelDefinition = { kind: 'k-map', k: 10, population: 'p.csv' };
    const population = (women: number) => new Map([[classKey(['20-39', 'F']), women], [classKey(['20-39', 'M']), 10]]); // prettier-ignore
    expect(pass([kMap], ROWS, { population: population(10) })).toBe('passed');
    expect(pass([kMap], ROWS, { population: population(9) })).toContain('1 of 2 classes');
    expect(pass([kMap])).toContain('2 of 2 classes');
  });

  it('notices one row that stands in another class', () => {
    expect(pass([K(4)], moved)).toContain('1 of 2 classes of the file as written fail k-anonymity');
    expect(pass([K(3)], moved)).toBe('depersonalisation/gate-mismatch: What was written is not what the report says. Rows in the smallest class: written 3, reported 4.'); // prettier-ignore
  });

  it('notices a row too few, a class too many and other columns', () => {
    expect(pass([K(2)], ROWS.slice(1))).toContain('Rows: written 7, reported 8.');
    expect(pass([K(4)], ROWS, { classes: 1 })).toContain('Classes: written 2, reported 1.');
    expect(pass([K(4)], ROWS, {}, ['age', 'sex', 'wound'])).toContain('The columns differ.');
  });

  it('does not take cells for others that read alike when joined', () => {
    const rows = [['a","b', 'c', 'burn'], ['a', 'b","c', 'burn']]; // prettier-ignore
    expect(pass([K(2)], rows)).toContain('2 of 2 classes');
  });
});
