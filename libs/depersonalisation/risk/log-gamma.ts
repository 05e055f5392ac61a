const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/** Coefficients of Stirling's series: B(2n) / (2n (2n - 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];
const LARGE = 12;

/** Natural logarithm of the gamma function for x > 0, to about 15 figures; NaN elsewhere. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let large = x;
  for (; large < LARGE; large += 1) shift += Math.log(large);
  let series = 0;
  let power = 1 / large;
  for (const coefficient of STIRLING) {
    series += coefficient * power;
    power /= large * large;
  }
  return (large - 0.5) * Math.log(large) - large + HALF_LOG_TWO_PI + series - shift;
}
