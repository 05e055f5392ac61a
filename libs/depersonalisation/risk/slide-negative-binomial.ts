import type { SizeCounts } from './size-counts.js';
import { solvePair, type Evaluated, type Pair } from './solve-pair.js';

/**
 * Population uniques by the slide negative binomial model (Chen and Keller-McNulty 1998): one more than the size of a group in
 * the population is negative binomial; its parameters are those that make the expected groups of one and of two rows in the
 * sample equal to the observed ones.
 *
 * @param fraction rows of the sample per member of the population, above 0 and below 1
 * @returns the expected number of uniques in the population; null when no parameters fit
 */
export function slideNegativeBinomialUniques(sizes: SizeCounts, fraction: number): number | null {
  if (sizes.ones === 0) return 0;
  const classes = shlosserGroups(sizes, fraction);
  if (!Number.isFinite(classes) || classes <= 0) return null;
  const at = (point: Pair): Evaluated => withSlopes((tried) => misfit(sizes, classes, fraction, tried), point);
  for (const start of STARTS) {
    const found = solvePair(at, start, isAllowed);
    if (found && isFitting(at(found).value, sizes)) return classes * found[1] ** found[0];
  }
  return null;
}

const STARTS: readonly Pair[] = [0.5, 1, 0.1, 2, 5].flatMap((alpha) =>
  [0.5, 0.1, 0.9, 0.01].map((beta): Pair => [alpha, beta]),
);

const isAllowed = ([alpha, beta]: Pair): boolean => alpha > 0 && beta > 0 && beta < 1;

const isFitting = ([one, two]: Pair, { ones, twos }: SizeCounts): boolean =>
  Math.abs(one) <= 1e-6 * (1 + ones) && Math.abs(two) <= 1e-6 * (1 + twos);

/** Groups in the population (Shlosser's estimator as Haas and Stokes 1998 write it). */
function shlosserGroups({ counts, groups, ones }: SizeCounts, fraction: number): number {
  const missed = 1 - fraction;
  let [again, seen, unseen, once] = [0, 0, 0, 0];
  for (const [size, many] of counts) {
    again += size * fraction ** 2 * (1 - fraction ** 2) ** (size - 1) * many;
    seen += missed ** size * ((1 + fraction) ** size - 1) * many;
    unseen += missed ** size * many;
    once += size * fraction * missed ** (size - 1) * many;
  }
  return groups + ones * (again / seen) * (unseen / once) ** 2;
}

/** Expected minus observed groups of one and of two rows in the sample. */
function misfit({ ones, twos }: SizeCounts, classes: number, fraction: number, [alpha, beta]: Pair): Pair {
  const away = (1 - fraction) * (1 - beta);
  const rest = 1 - away;
  const none = (beta / rest) ** alpha;
  const expectedOnes = classes * fraction * none * ((alpha * away) / rest + 1);
  const expectedTwos =
    ((classes * fraction ** 2 * alpha * (1 - beta) * none) / (2 * rest ** 2)) * (2 - (1 - alpha) * away);
  return [expectedOnes - ones, expectedTwos - twos];
}

/** Derivatives by central differences. */
function withSlopes(f: (point: Pair) => Pair, [x, y]: Pair): Evaluated {
  const [dx, dy] = [1e-6 * x, 1e-6 * Math.min(y, 1 - y)];
  const [right, left] = [f([x + dx, y]), f([x - dx, y])];
  const [above, below] = [f([x, y + dy]), f([x, y - dy])];
  const slope = (more: number, less: number, width: number): number => (more - less) / (2 * width);
  return {
    value: f([x, y]),
    slopes: [
      slope(right[0], left[0], dx),
      slope(above[0], below[0], dy),
      slope(right[1], left[1], dx),
      slope(above[1], below[1], dy),
    ],
  };
}
