import { DomainError } from '@broker/kernel';
import type { PrivacyModel } from './privacy-model.js';
import { lnOfWhole } from './whole-logarithm.js';

const LN_2 = lnOfWhole(2);

/** Tolerance of sums of logarithms, on the safe side for bounds. */
const EPSILON = 1e-12;

/** What sums of fractions may lack of a whole number of rows. */
const ROUNDING = 1e-6;

/** Halvings when the most rows that can be kept are looked for; the upper end is used, so more only sharpens the bound. */
const HALVINGS = 12;

/**
 * Every class has at least `l` different values of a sensitive column (Machanavajjhala et al. 2007).
 * Pruning: a part of a class has no more different values than the class, so a class that fails loses all its rows in every
 * finer transformation, as for k-anonymity.
 */
export function distinctLDiversity(column: string, l: number): PrivacyModel {
  if (!Number.isSafeInteger(l) || l < 1) throw new DomainError('l is a whole number of at least 1');
  return {
    kind: 'sensitive',
    name: `distinct ${l}-diversity of ${column}`,
    column,
    prepare: () => ({
      passes: (histogram) => {
        let different = 0;
        for (const rows of histogram) if (rows > 0 && ++different === l) return true;
        return false;
      },
      mostKept: () => 0,
    }),
  };
}

/**
 * The entropy of a sensitive column within every class is at least log(`l`).
 *
 * Pruning: a part of a failing class may pass, so its rows are not simply lost. But let R be the rows of a failing class C that
 * some finer transformation keeps. R is a union of passing classes, and entropy is concave, so R itself has entropy ≥ log l.
 * Among all sub-multisets of C with the same number of rows, the one that cuts every count at a common cap is the most even and
 * has the greatest entropy (majorisation); raising the cap makes it less even. So no R is larger than C cut at the highest cap
 * that still passes.
 */
export function entropyLDiversity(column: string, l: number): PrivacyModel {
  if (!(l >= 1)) throw new DomainError('l is at least 1');
  const needed = (Number.isInteger(l) ? lnOfWhole(l) : Math.log(l)) / LN_2;
  const nearly = Math.log(l) - EPSILON;
  return {
    kind: 'sensitive',
    name: `entropy ${l}-diversity of ${column}`,
    column,
    prepare: () => ({
      passes: (histogram, size) => entropyBits(histogram, size) >= needed,
      mostKept: (histogram) => {
        let different = 0;
        for (const rows of histogram) if (rows > 0) different += 1;
        if (Math.log(different) < nearly) return 0;
        let [passes, fails] = [0, Math.max(...histogram)];
        for (let halving = 0; halving < HALVINGS; halving++) {
          const cap = (passes + fails) / 2;
          if (entropyCutAt(histogram, cap) >= nearly) passes = cap;
          else fails = cap;
        }
        let most = 0;
        for (const rows of histogram) most += Math.min(rows, fails);
        return Math.floor(most + ROUNDING);
      },
    }),
  };
}

/** Entropy in bits, with ARX's order of operations: a class that lies exactly on the limit must fall on the same side. */
function entropyBits(histogram: Int32Array, size: number): number {
  let sum = 0;
  for (let code = 0; code < histogram.length; code++) {
    const rows = histogram[code]!;
    if (rows > 1) sum += rows * (lnOfWhole(rows) / LN_2);
  }
  return -(sum / size - lnOfWhole(size) / LN_2);
}

/** Entropy (natural logarithm) of the counts, each cut at `cap`. */
function entropyCutAt(histogram: Int32Array, cap: number): number {
  let total = 0;
  let sum = 0;
  for (let code = 0; code < histogram.length; code++) {
    const rows = histogram[code]!;
    if (rows === 0) continue;
    const kept = rows < cap ? rows : cap;
    total += kept;
    sum += kept * Math.log(kept);
  }
  return Math.log(total) - sum / total;
}
