import { accept, quarterOf, refuse, type Result } from '@broker/kernel';
import { thresholdOf, type DepersonalisationPolicy, type Group, type LadderStep } from './policy.js';

/** What partners hold, or would hold, of one release. */
export interface ReleasedCounts {
  step: LadderStep;
  groups: readonly Group[];
  /** Cells told as suppressed. */
  suppressed: readonly Omit<Group, 'rows'>[];
  /** Every period that the release covers, `2019-01` or `2019Q1`, those without any released row included. */
  periods: readonly string[];
}

/**
 * Asks whether somebody who holds an earlier release could learn of single rows by subtracting it from a later one (ISA-9).
 * A cell that is absent may have been left out as too small, so it counts as the greatest number it may hide. A suppressed cell
 * that comes or goes tells that the few rows of it did.
 *
 * @returns how many cells of the shared periods were compared and how many changed, or a refusal
 *   `depersonalisation/differencing-precision` or `depersonalisation/differencing-cell`
 */
export function compareReleases(
  earlier: ReleasedCounts,
  later: ReleasedCounts,
  policy: DepersonalisationPolicy,
): Result<{ cellsCompared: number; cellsChanged: number }> {
  const shared = sharedPeriods(earlier.periods, later.periods);
  if (shared.size === 0) return accept({ cellsCompared: 0, cellsChanged: 0 });
  if (earlier.step.time !== later.step.time || earlier.step.place !== later.step.place) {
    return refuse({
      code: 'depersonalisation/differencing-precision',
      clause: policy.clause,
      message: `The same period was released before by ${earlier.step.time} and ${earlier.step.place}; this release has ${later.step.time} and ${later.step.place}. Read together they could single people out.`,
      mend: 'Release this period at the same precision as before.',
    });
  }
  const before = countsOf(earlier.groups, shared);
  const after = countsOf(later.groups, shared);
  let changed = 0;
  let revealing = 0;
  const cells = new Map([...before, ...after]);
  for (const [key, { category }] of cells) {
    const difference = leastDifference(before.get(key)?.rows, after.get(key)?.rows, thresholdOf(policy, category));
    if (difference > 0) changed += 1;
    if (difference > 0 && difference < thresholdOf(policy, category)) revealing += 1;
  }
  revealing += comeOrGone(earlier, later, shared);
  if (revealing === 0) return accept({ cellsCompared: cells.size, cellsChanged: changed });
  return refuse({
    code: 'depersonalisation/differencing-cell',
    clause: policy.clause,
    message: `${revealing} of ${cells.size} cells differ from the earlier release by fewer rows than the threshold. Subtracting one release from the other would tell of those few rows.`,
    mend: 'Leave the earlier release as it is, and correct these cells together with a later change that is large enough.',
  });
}

function leastDifference(before: number | undefined, after: number | undefined, threshold: number): number {
  if (before !== undefined && after !== undefined) return Math.abs(before - after);
  return Math.max(1, (before ?? after ?? 0) - (threshold - 1));
}

function countsOf<Cell extends Omit<Group, 'rows'>>(cells: readonly Cell[], periods: ReadonlySet<string>) {
  const inShared = cells.filter(({ period }) => periods.has(period));
  return new Map(inShared.map((cell) => [JSON.stringify([cell.period, cell.area, cell.category]), cell]));
}

/** Cells that one release tells as suppressed and the other not at all. */
function comeOrGone(earlier: ReleasedCounts, later: ReleasedCounts, periods: ReadonlySet<string>): number {
  const missingIn = (from: ReleasedCounts, { groups, suppressed }: ReleasedCounts): number => {
    const told = countsOf([...groups, ...suppressed], periods);
    return [...countsOf(from.suppressed, periods).keys()].filter((key) => !told.has(key)).length;
  };
  return missingIn(earlier, later) + missingIn(later, earlier);
}

/** Periods of either release that the other has too, whole or, for a quarter, in part. */
function sharedPeriods(some: readonly string[], others: readonly string[]): Set<string> {
  return new Set([
    ...some.filter((period) => isCovered(period, others)),
    ...others.filter((period) => isCovered(period, some)),
  ]);
}

const isCovered = (period: string, by: readonly string[]): boolean =>
  by.some((other) => other === period || quarterOf(other) === period);
