import { DomainError } from '@broker/kernel';
import type { PrivacyModel, SensitiveTest } from '../models/privacy-model.js';
import type { Codes } from './row-source.js';
import { columnOf, type Table } from './table.js';

/** The verdict on a class that satisfies everything. */
export const PASSES = Infinity;

/** A sensitive test, and for each payload code the code of its sensitive column. */
interface PayloadTest {
  test: SensitiveTest;
  codeOf: Uint32Array;
  histogram: Int32Array;
}

/** What rows carry beside their quasi-identifiers. */
export interface Payload {
  codes: Codes;
  size: number;
  /** Code of rows of the population table, which come after those of the table; -1 without one. */
  populationCode: number;
}

/** Everything that is asked of a class. */
export class ClassConditions {
  /** Fewest rows of a class. */
  readonly smallest: number;
  private readonly smallestInPopulation: number;
  readonly population: Table | null;
  /** Sensitive values and membership of the population; null when only sizes matter. */
  readonly payload: Payload | null;
  private readonly tests: PayloadTest[];

  constructor(table: Table, models: readonly PrivacyModel[]) {
    this.smallest = Math.max(1, ...models.map((model) => (model.kind === 'k-anonymity' ? model.k : 1)));
    const maps = models.filter((model) => model.kind === 'k-map');
    this.smallestInPopulation = Math.max(0, ...maps.map(({ k }) => k));
    this.population = maps[0]?.population ?? null;
    if (maps.some(({ population }) => population !== this.population))
      throw new DomainError('k-map takes one population');
    const sensitive = models.filter((model) => model.kind === 'sensitive');
    const names = [...new Set(sensitive.map(({ column }) => column))];
    const combined = names.length > 0 || this.population ? combine(table, names, this.population?.rows ?? 0) : null;
    this.payload = combined;
    this.tests = sensitive.map((model) => {
      const { labels, codes } = columnOf(table, model.column);
      const totals = new Int32Array(labels.length);
      for (const code of codes) totals[code]! += 1;
      const codeOf = combined!.codesOf[names.indexOf(model.column)]!;
      return { test: model.prepare(labels, totals), codeOf, histogram: new Int32Array(labels.length) };
    });
  }

  /**
   * Judges one class.
   * @param size rows of the table in the class
   * @param rows rows for each payload code, those of the population among them
   * @param present the payload codes that occur in it
   * @returns PASSES; or, when it fails, the most of its rows that any refinement of it could keep
   */
  judge(size: number, rows: Int32Array, present: Int32Array, presentCount: number): number {
    if (size < this.smallest) return 0;
    const { populationCode } = this.payload!;
    if (populationCode >= 0 && rows[populationCode]! < this.smallestInPopulation) return 0;
    let most = PASSES;
    for (const { test, codeOf, histogram } of this.tests) {
      for (let i = 0; i < presentCount; i++) {
        const code = present[i]!;
        if (code !== populationCode) histogram[codeOf[code]!]! += rows[code]!;
      }
      if (!test.passes(histogram, size)) most = Math.min(most, test.mostKept(histogram, size));
      for (let i = 0; i < presentCount; i++) histogram[codeOf[present[i]!]!] = 0;
      if (most < this.smallest) return 0;
    }
    return most;
  }
}

/** Puts several columns into one code, and rows of the population after those of the table. */
function combine(table: Table, names: readonly string[], populationRows: number): Payload & { codesOf: Uint32Array[] } {
  const columns = names.map((name) => columnOf(table, name));
  const known = new Map<number, number>();
  const codes = new Uint32Array(table.rows + populationRows);
  const firstRows: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    let key = 0;
    for (const { codes: own, labels } of columns) key = key * labels.length + own[row]!;
    let code = known.get(key);
    if (code === undefined) {
      known.set(key, (code = known.size));
      firstRows.push(row);
    }
    codes[row] = code;
  }
  const populationCode = populationRows > 0 ? known.size : -1;
  const size = known.size + (populationRows > 0 ? 1 : 0);
  codes.fill(known.size, table.rows);
  const codesOf = columns.map((column) => {
    const own = new Uint32Array(size);
    firstRows.forEach((row, code) => (own[code] = column.codes[row]!));
    return own;
  });
  return { codes: size <= 0x1_0000 ? Uint16Array.from(codes) : codes, size, populationCode, codesOf };
}
