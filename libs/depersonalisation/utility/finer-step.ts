import { CellCounter } from '../cell-counter.js';
import { countAt, enforce, type CountedRows } from '../enforce.js';
import { describeStep } from '../ladder-explanation.js';
import { thresholdOf, type DepersonalisationPolicy, type LadderStep } from '../policy.js';
import { pairCosts, type PairCost } from './category-pairs.js';
import type { CategoryMerge, FinerStep, ForcingCategory, NamedCategory } from './utility-figures.js';

const FORCING_MAX = 5;
const TRIES_MAX = 5;

/**
 * Explains why a step that is finer than the chosen one did not pass, and searches all pairs of categories for one whose merging
 * would make it pass.
 *
 * @param rows the rows that the step was tried with
 * @param step the step that did not pass
 * @param titleOf the title of a category's code
 */
export function finerStep(
  rows: CountedRows,
  step: LadderStep,
  policy: DepersonalisationPolicy,
  titleOf: (code: string) => string,
): FinerStep {
  const nameAt = (number: number): NamedCategory => {
    const code = rows.categories[number]!;
    return { code, name: titleOf(code) };
  };
  const counter = countAt(rows, step);
  const thresholds = rows.categories.map((category) => thresholdOf(policy, category));
  const forcing = forcingCategories(counter, thresholds);
  const forcedBy = forcing.slice(0, FORCING_MAX).map(({ category, ...cost }) => ({ ...nameAt(category), ...cost }));
  const found = bestMerge(rows, step, policy, pairCosts(counter, thresholds));
  const merge: CategoryMerge | null = found && {
    categories: [nameAt(found.pair.first), nameAt(found.pair.second)],
    suppressedShare: found.suppressedShare,
    passes: found.passes,
  };
  const belowRows = forcing.reduce((sum, one) => sum + one.rows, 0);
  const explanation = explain(step, belowRows, forcedBy, merge, policy.suppressionLimitShare);
  return { step, forcedBy, merge, explanation };
}

function forcingCategories(counter: CellCounter, thresholds: readonly number[]) {
  const forcing = thresholds.map((_, category) => ({ category, rows: 0, cells: 0 }));
  counter.forEach((_time, _place, category, rows) => {
    if (rows >= thresholds[category]!) return;
    forcing[category]!.rows += rows;
    forcing[category]!.cells += 1;
  });
  return forcing.filter(({ cells }) => cells > 0).sort((a, b) => b.rows - a.rows || a.category - b.category);
}

interface FoundMerge {
  pair: PairCost;
  suppressedShare: number;
  passes: boolean;
}

function bestMerge(
  rows: CountedRows,
  step: LadderStep,
  policy: DepersonalisationPolicy,
  pairs: readonly PairCost[],
): FoundMerge | null {
  const promising = pairs.filter(({ suppressedShare }) => suppressedShare <= policy.suppressionLimitShare);
  promising.sort((a, b) => a.rows - b.rows);
  // The quick count leaves out the further cells that subtraction would give away: the engine itself has the last word.
  for (const pair of promising.slice(0, TRIES_MAX)) {
    const enforced = enforceMerged(rows, step, policy, pair);
    if (enforced.ok) return { pair, suppressedShare: enforced.value.chosen.suppressedShare, passes: true };
  }
  let nearest: PairCost | null = null;
  for (const pair of pairs) {
    if (promising.includes(pair)) continue; // promised and failed: its true share is not known
    if (!nearest || pair.suppressedShare < nearest.suppressedShare) nearest = pair;
  }
  return nearest && { pair: nearest, suppressedShare: nearest.suppressedShare, passes: false };
}

function enforceMerged(
  { cells, ...rest }: CountedRows,
  step: LadderStep,
  policy: DepersonalisationPolicy,
  { first, second }: PairCost,
) {
  const merged = new CellCounter();
  cells.forEach((time, place, category, rows) => merged.add(time, place, category === second ? first : category, rows));
  const isSensitive = policy.sensitiveCategories.includes(rest.categories[second]!);
  const sensitiveCategories = isSensitive
    ? [...policy.sensitiveCategories, rest.categories[first]!]
    : policy.sensitiveCategories;
  return enforce({ ...rest, cells: merged }, { ...policy, ladder: [step], sensitiveCategories });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;

function explain(
  step: LadderStep,
  belowRows: number,
  forcedBy: readonly ForcingCategory[],
  merge: CategoryMerge | null,
  limitShare: number,
): string {
  const most = forcedBy
    .slice(0, 2)
    .map(({ name, rows, cells }) => `${name} (${count(rows, 'row')} in ${count(cells, 'cell')})`);
  const part = forcedBy.length > most.length ? 'most' : 'all';
  const forced = `${count(belowRows, 'row')} stood in the way of ${describeStep(step)}, ${part} of them in ${most.join(' and ')}.`;
  if (!merge) return forced;
  const [first, second] = merge.categories;
  const merging = `Merging ${first.name} with ${second.name}`;
  const then = `${percent(merge.suppressedShare)} of the rows would then be left out`;
  if (merge.passes) return `${forced} ${merging} would buy it back: ${then}.`;
  return `${forced} No merging of two categories would buy it back. ${merging} comes nearest: ${then}, where at most ${percent(limitShare)} may be.`;
}
