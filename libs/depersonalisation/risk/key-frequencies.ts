/** A row's key: one value per quasi-identifier; `null` is missing and agrees with any value. */
export type Key = readonly (string | number | null)[];

/** How often a row's key occurs. */
export interface KeyFrequency {
  /** Rows of the file that the key agrees with, the row itself included (fk). */
  sample: number;
  /** The same as the sum of their sampling weights: an estimate for the population (Fk). */
  population: number;
}

interface Tuple {
  key: Key;
  rows: number;
  weight: number;
}

/**
 * Counts for every row the rows that cannot be told from it. A missing value agrees with every value, on either side, so that
 * leaving a value out can only make a row less conspicuous (as sdcMicro counts).
 *
 * @param keys one key per row
 * @param weights members of the population that each row stands for; 1 each when left out
 */
export function keyFrequencies(keys: readonly Key[], weights?: readonly number[]): KeyFrequency[] {
  const tuples = new Map<string, Tuple>();
  const tupleOf = keys.map((key, row) => {
    const name = JSON.stringify(key);
    const tuple = tuples.get(name) ?? { key, rows: 0, weight: 0 };
    tuple.rows += 1;
    tuple.weight += weights?.[row] ?? 1;
    tuples.set(name, tuple);
    return tuple;
  });
  const incomplete = [...tuples.values()].filter(({ key }) => key.includes(null));
  const found = new Map<Tuple, KeyFrequency>();
  for (const tuple of tuples.values()) {
    // Two complete keys agree only when they are the same.
    const others = tuple.key.includes(null) ? tuples.values() : incomplete.values();
    const frequency = { sample: tuple.rows, population: tuple.weight };
    for (const other of others) {
      if (other === tuple || !agree(tuple.key, other.key)) continue;
      frequency.sample += other.rows;
      frequency.population += other.weight;
    }
    found.set(tuple, frequency);
  }
  return tupleOf.map((tuple) => found.get(tuple)!);
}

const agree = (a: Key, b: Key): boolean => a.every((value, i) => value === null || b[i] === null || value === b[i]);
