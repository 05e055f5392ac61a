import type { RiskGroup } from './reidentification.js';

/** What the estimates of population uniqueness are made from. */
export interface SizeCounts {
  /** How many groups have each size, the smallest size first. */
  counts: readonly (readonly [size: number, groups: number])[];
  rows: number;
  groups: number;
  /** Groups of one row, and of two. */
  ones: number;
  twos: number;
}

/** Counts groups by size. */
export function sizeCounts(groups: readonly RiskGroup[]): SizeCounts {
  const bySize = new Map<number, number>();
  let [rows, all] = [0, 0];
  for (const { size, groups: many = 1 } of groups) {
    bySize.set(size, (bySize.get(size) ?? 0) + many);
    rows += size * many;
    all += many;
  }
  return {
    counts: [...bySize].sort(([a], [b]) => a - b),
    rows,
    groups: all,
    ones: bySize.get(1) ?? 0,
    twos: bySize.get(2) ?? 0,
  };
}
