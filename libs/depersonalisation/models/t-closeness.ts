import { DomainError } from '@broker/kernel';
import type { GeneralisationHierarchy } from '../search/generalisation-hierarchy.js';
import type { PrivacyModel } from './privacy-model.js';

/** Halvings when the most rows that can be kept are looked for; the upper end is used, so more only sharpens the bound. */
const HALVINGS = 12;

/** Tolerance of sums of shares, on the safe side for bounds. */
const EPSILON = 1e-9;

/** What fractions may lack of a whole number of rows. */
const ROUNDING = 1e-6;

/** For each code of the sensitive column its group at one level, and each group's share of the whole table. */
interface GroupLevel {
  groupOf: Uint32Array;
  shares: Float64Array;
}

/**
 * In every class the distribution of a sensitive column is no further than `t` from that in the whole table (Li et al. 2007),
 * by the earth mover's distance. Without a hierarchy all values are equally far apart (equal distance: half the sum of absolute
 * differences). With one, two values are as far apart as the level at which they meet, as a share of its height (hierarchical
 * distance); that distance is a tree's, so the earth mover's distance is the mean, over the levels below the top, of the equal
 * distance between the distributions at that level.
 *
 * Pruning: a part of a failing class may pass. Let R be the rows of a failing class C that some finer transformation keeps.
 * R is a union of passing classes, and the distance to a fixed distribution is convex, so R itself is within t. R holds no more
 * rows h(g) of a group g than C does, so with s = |R| the distance of R is at least
 * mean over levels of the sum over groups of max(0, q(g) − h(g)/s). That grows with s: no R is larger than the greatest s for
 * which it is within t.
 */
export function tCloseness(column: string, t: number, hierarchy?: GeneralisationHierarchy): PrivacyModel {
  if (!(t >= 0 && t <= 1)) throw new DomainError('t lies between 0 and 1');
  return {
    kind: 'sensitive',
    name: `${t}-closeness of ${column} (${hierarchy ? 'hierarchical' : 'equal'} distance)`,
    column,
    prepare: (labels, totals) => {
      const levels = hierarchy ? groupLevels(hierarchy, column, labels, totals) : [equalLevel(labels, totals)];
      const countsIn = (histogram: Int32Array): Int32Array[] => levels.map((level) => groupCounts(level, histogram));
      return {
        passes: (histogram, size) => distance(levels, countsIn(histogram), size) <= t,
        mostKept: (histogram, size) => {
          const counts = countsIn(histogram);
          let [passes, fails] = [0, size];
          for (let halving = 0; halving < HALVINGS; halving++) {
            const kept = (passes + fails) / 2;
            if (distance(levels, counts, kept) <= t + EPSILON) passes = kept;
            else fails = kept;
          }
          return Math.floor(fails + ROUNDING);
        },
      };
    },
  };
}

/** Distance of `kept` rows, spread as evenly as the groups' rows allow, from the whole table. */
function distance(levels: readonly GroupLevel[], rows: readonly Int32Array[], kept: number): number {
  let sum = 0;
  for (let level = 0; level < levels.length; level++) {
    const { shares } = levels[level]!;
    const counts = rows[level]!;
    for (let group = 0; group < shares.length; group++) {
      const missing = shares[group]! - counts[group]! / kept;
      if (missing > 0) sum += missing;
    }
  }
  return sum / levels.length;
}

function groupCounts({ groupOf, shares }: GroupLevel, histogram: Int32Array): Int32Array {
  const counts = new Int32Array(shares.length);
  for (let code = 0; code < groupOf.length; code++) counts[groupOf[code]!]! += histogram[code]!;
  return counts;
}

const equalLevel = (labels: readonly string[], totals: Int32Array): GroupLevel =>
  levelOf(
    Uint32Array.from(labels, (_, code) => code),
    labels.length,
    totals,
  );

function groupLevels(
  hierarchy: GeneralisationHierarchy,
  column: string,
  labels: readonly string[],
  totals: Int32Array,
): GroupLevel[] {
  const bound = hierarchy.bind(column, [labels]);
  const below = Array.from({ length: Math.max(1, bound.levels - 1) }, (_, level) => level);
  return below.map((level) => levelOf(bound.codes(0, level), bound.size(level), totals));
}

function levelOf(groupOf: Uint32Array, groups: number, totals: Int32Array): GroupLevel {
  const all = totals.reduce((sum, rows) => sum + rows, 0);
  const shares = new Float64Array(groups);
  groupOf.forEach((group, code) => (shares[group]! += totals[code]! / all));
  return { groupOf, shares };
}
