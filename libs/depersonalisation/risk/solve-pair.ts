/** Two unknowns, or the values of two equations at them. */
export type Pair = readonly [number, number];

/** Values of two equations and their derivatives: `[df1/dx, df1/dy, df2/dx, df2/dy]`. */
export interface Evaluated {
  value: Pair;
  slopes: readonly [number, number, number, number];
}

const STEPS_MAX = 300;
const HALVINGS_MAX = 60;

/**
 * Solves two equations in two unknowns by Newton's method; a step is halved while it would leave the allowed region or make the
 * equations worse.
 *
 * @param at values and derivatives at a point
 * @param start where to begin
 * @param isAllowed the region of the unknowns
 * @returns the solution, or null when there is none to be found from there
 */
export function solvePair(
  at: (point: Pair) => Evaluated,
  start: Pair,
  isAllowed: (point: Pair) => boolean,
): Pair | null {
  if (!isAllowed(start)) return null;
  let point = start;
  let here = at(point);
  for (let step = 0; step < STEPS_MAX; step++) {
    const move = newtonStep(here);
    if (!move) return null;
    let next: { point: Pair; here: Evaluated } | null = null;
    for (let halving = 0, share = 1; halving < HALVINGS_MAX && !next; halving++, share /= 2) {
      const tried: Pair = [point[0] - share * move[0], point[1] - share * move[1]];
      if (!isAllowed(tried)) continue;
      const there = at(tried);
      if (sizeOf(there.value) <= sizeOf(here.value)) next = { point: tried, here: there };
    }
    if (!next) return isSettled(point, move) ? point : null;
    const settled = isSettled(point, [next.point[0] - point[0], next.point[1] - point[1]]);
    ({ point, here } = next);
    if (settled) return point;
  }
  return null;
}

function newtonStep({ value: [f1, f2], slopes: [a, b, c, d] }: Evaluated): Pair | null {
  const determinant = a * d - b * c;
  if (determinant === 0 || !Number.isFinite(determinant)) return null;
  return [(d * f1 - b * f2) / determinant, (a * f2 - c * f1) / determinant];
}

const sizeOf = ([a, b]: Pair): number => Math.abs(a) + Math.abs(b);

/** Whether a step no longer changes figures that count. */
const isSettled = (point: Pair, [dx, dy]: Pair): boolean =>
  Math.abs(dx) <= 1e-13 * (1 + Math.abs(point[0])) && Math.abs(dy) <= 1e-13 * (1 + Math.abs(point[1]));
