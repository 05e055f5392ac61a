const FRACTION_BITS = 96n;
const ONE = 1n << FRACTION_BITS;

const known = new Float64Array(2 ** 16);

/**
 * Natural logarithm of a whole number of at least 1, correctly rounded. `Math.log` may differ in the last bit from one engine to
 * the next, and where a class lies exactly on the limit that bit decides: the command line and a browser must agree.
 */
export function lnOfWhole(number: number): number {
  if (number >= known.length) return exactly(number);
  if (number > 1 && known[number] === 0) known[number] = exactly(number);
  return known[number]!;
}

/** ln(2^bits · m) = bits · ln 2 + ln m with 1 ≤ m < 2, in whole multiples of 2^-96. */
function exactly(number: number): number {
  const bits = BigInt(Math.floor(Math.log2(number)));
  const power = 1n << bits;
  const sum = bits * LN_2 + lnOfRatio(BigInt(number), power);
  return Number(sum) / 2 ** Number(FRACTION_BITS);
}

/** ln(a / b) = 2 artanh((a − b) / (a + b)), by its series; for 1 ≤ a / b ≤ 2. */
function lnOfRatio(a: bigint, b: bigint): bigint {
  const z = (ONE * (a - b)) / (a + b);
  const square = (z * z) >> FRACTION_BITS;
  let sum = 0n;
  for (let power = z, i = 1n; power > 0n; power = (power * square) >> FRACTION_BITS, i += 2n) sum += power / i;
  return 2n * sum;
}

const LN_2 = lnOfRatio(2n, 1n);
