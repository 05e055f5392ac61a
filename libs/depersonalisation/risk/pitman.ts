import { logGamma } from './log-gamma.js';
import type { SizeCounts } from './size-counts.js';
import { solvePair, type Evaluated, type Pair } from './solve-pair.js';

/**
 * Population uniques by Pitman's sampling formula, its two parameters found by maximum likelihood (Hoshino 2001, "Applying
 * Pitman's sampling formula to microdata disclosure risk assessment").
 *
 * @param population size of the population
 * @returns the expected number of uniques in the population; null when the likelihood has no maximum to be found
 */
export function pitmanUniques(sizes: SizeCounts, population: number): number | null {
  if (sizes.ones === 0) return 0;
  const found = solvePair((point) => likelihoodSlopes(sizes, point), firstGuess(sizes), isAllowed);
  if (!found) return null;
  const [theta, alpha] = found;
  const uniques = Math.exp(logGamma(theta + 1) - logGamma(theta + alpha)) * population ** alpha;
  return uniques >= 0 && uniques <= population ? uniques : null;
}

const isAllowed = ([theta, alpha]: Pair): boolean => alpha > 0 && alpha < 1 && theta + alpha > 0;

/** Moments in place of the likelihood, after Hoshino. */
function firstGuess({ rows, groups, ones, twos }: SizeCounts): Pair {
  const c = (ones * (ones - 1)) / Math.max(1, twos);
  const theta = (rows * groups * c - ones * (rows - 1) * (2 * groups + c)) / (2 * ones * groups + ones * c - rows * c);
  const alpha = (theta * (ones - rows) + (rows - 1) * ones) / (rows * groups);
  return isAllowed([theta, alpha]) ? [theta, alpha] : [Math.max(1, groups / 2), 0.5];
}

/** First derivatives of the log likelihood by theta and alpha, and the second ones. */
function likelihoodSlopes({ counts, rows, groups }: SizeCounts, [theta, alpha]: Pair): Evaluated {
  let [byTheta, byAlpha, thetaTheta, thetaAlpha, alphaAlpha] = [0, 0, 0, 0, 0];
  for (let i = 1; i < groups; i++) {
    const inverse = 1 / (theta + i * alpha);
    byTheta += inverse;
    byAlpha += i * inverse;
    thetaTheta -= inverse * inverse;
    thetaAlpha -= i * inverse * inverse;
    alphaAlpha -= i * i * inverse * inverse;
  }
  for (let i = 1; i < rows; i++) {
    const inverse = 1 / (theta + i);
    byTheta -= inverse;
    thetaTheta += inverse * inverse;
  }
  // Each group of size s adds the sum over j < s: kept running over the sizes in their order.
  let [j, sum, squares] = [1, 0, 0];
  for (const [size, many] of counts) {
    for (; j < size; j++) {
      const inverse = 1 / (j - alpha);
      sum += inverse;
      squares += inverse * inverse;
    }
    byAlpha -= many * sum;
    alphaAlpha -= many * squares;
  }
  return { value: [byTheta, byAlpha], slopes: [thetaTheta, thetaAlpha, thetaAlpha, alphaAlpha] };
}
