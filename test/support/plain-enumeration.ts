import type { AnonymisationRequest } from '@broker/depersonalisation';

/** One class of rows, as plain text. */
export interface PlainClass {
  rows: string[][];
  /** All rows of the table. */
  table: string[][];
  /** The generalised quasi-identifiers of the class, and how to get those of any row. */
  key: string;
  keyOf: (row: readonly string[]) => string;
}

export interface PlainOutcome {
  levels: number[];
  loss: number;
  suppressed: number;
  classes: number;
  smallestClass: number;
}

export interface PlainAnswer {
  all: PlainOutcome[];
  /** The outcome with the least loss among those within the suppression limit. */
  best: PlainOutcome | undefined;
}

/** Numbers between 0 and 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Looks at every transformation of a small table with nothing but maps and loops; the search is held against it.
 * The quasi-identifiers are the first columns of the rows.
 */
export function enumerate(
  { quasiIdentifiers, suppressionLimit = 0, metric = 'loss' }: Omit<AnonymisationRequest, 'table' | 'models'>,
  table: string[][],
  holds: (each: PlainClass) => boolean,
): PlainAnswer {
  const paths = quasiIdentifiers.map(({ hierarchy }) => new Map(hierarchy.rows.map((row) => [row[0]!, row])));
  const shares = quasiIdentifiers.map(
    ({ hierarchy }) =>
      (label: string, level: number): number =>
        hierarchy.rows.filter((row) => row[level] === label).length / hierarchy.rows.length,
  );
  const weights = quasiIdentifiers.map(({ weight = 1 }) => weight);
  const allWeights = weights.reduce((sum, weight) => sum + weight, 0);
  const all = levelsOf(quasiIdentifiers).map((levels): PlainOutcome => {
    const generalised = (row: readonly string[]): string[] => levels.map((level, i) => paths[i]!.get(row[i]!)![level]!);
    const keyOf = (row: readonly string[]): string => generalised(row).join('|');
    const classes = grouped(table, keyOf);
    const kept = [...classes].filter(([key, rows]) => holds({ rows, table, key, keyOf })).map(([, rows]) => rows);
    const suppressed = table.length - kept.reduce((sum, rows) => sum + rows.length, 0);
    const costs = levels.map((level, i) => {
      const top = quasiIdentifiers[i]!.hierarchy.levels - 1;
      const cost = (row: string[]): number =>
        metric === 'loss' ? shares[i]!(generalised(row)[i]!, level) : top > 0 ? level / top : 0;
      const total = kept.flat().reduce((sum, row) => sum + cost(row), suppressed);
      if (metric !== 'loss') return total / table.length;
      const least = table.length / quasiIdentifiers[i]!.hierarchy.rows.length;
      return least === table.length ? 0 : Math.max(0, (total - least) / (table.length - least));
    });
    const squares = kept.reduce((sum, rows) => sum + rows.length ** 2, suppressed * table.length);
    const losses = {
      loss: costs.reduce((product, cost, i) => product * (1 + cost) ** (weights[i]! / allWeights), 1) - 1,
      precision: costs.reduce((sum, cost, i) => sum + (cost * weights[i]!) / allWeights, 0),
      discernibility: squares / table.length ** 2,
    };
    return {
      levels,
      loss: losses[metric],
      suppressed,
      classes: kept.length,
      smallestClass: kept.length > 0 ? Math.min(...kept.map((rows) => rows.length)) : 0,
    };
  });
  const allowed = all.filter(({ suppressed }) => suppressed <= Math.floor(suppressionLimit * table.length));
  return { all, best: allowed.toSorted((a, b) => a.loss - b.loss)[0] };
}

function levelsOf(quasiIdentifiers: AnonymisationRequest['quasiIdentifiers']): number[][] {
  let all: number[][] = [[]];
  for (const { hierarchy, minLevel = 0, maxLevel = hierarchy.levels - 1 } of quasiIdentifiers) {
    const own = Array.from({ length: Math.min(maxLevel, hierarchy.levels - 1) - minLevel + 1 }, (_, i) => minLevel + i);
    all = all.flatMap((levels) => own.map((level) => [...levels, level]));
  }
  return all;
}

function grouped(table: string[][], keyOf: (row: string[]) => string): Map<string, string[][]> {
  const classes = new Map<string, string[][]>();
  for (const row of table) classes.set(keyOf(row), [...(classes.get(keyOf(row)) ?? []), row]);
  return classes;
}
