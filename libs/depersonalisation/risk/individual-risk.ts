import type { KeyFrequency } from './key-frequencies.js';

/**
 * Risk that a row is tied to the right member of the population, of whom only a weighted sample is known (Benedetti and Franconi
 * 1998): the expected value of 1/F given f, where F is negative binomial with chance f/F.
 *
 * With p = f/F it is p times the integral J(f) of (1-t)^(f-1) / (1-(1-p)t) over 0 to 1, which follows from J(1) = ln(1/p)/(1-p)
 * by J(f) = (1/(f-1) - p J(f-1)) / (1-p). That grows rounding by p/(1-p) a step, so a series is summed where p is large.
 */
export function individualRisk({ sample, population }: KeyFrequency): number {
  const p = sample / population;
  if (p >= 1) return 1 / sample;
  return p * (p < 0.5 ? integralByRecurrence(sample, p) : integralBySeries(sample, p));
}

/** The same by the usual approximation for keys that occur three times or more: p / (f - (1 - p)). */
export function approximateIndividualRisk(frequency: KeyFrequency): number {
  const { sample, population } = frequency;
  const p = sample / population;
  return sample < 3 || p >= 1 ? individualRisk(frequency) : p / (sample - (1 - p));
}

/** Rows that would be tied to the right person, if each was tried once. */
export const expectedReidentifications = (frequencies: readonly KeyFrequency[]): number =>
  frequencies.reduce((sum, frequency) => sum + individualRisk(frequency), 0);

function integralByRecurrence(sample: number, p: number): number {
  const q = 1 - p;
  let integral = Math.log(1 / p) / q;
  for (let f = 2; f <= sample; f++) integral = (1 / (f - 1) - p * integral) / q;
  return integral;
}

function integralBySeries(sample: number, p: number): number {
  const q = 1 - p;
  let term = 1 / sample;
  let sum = 0;
  for (let i = 0; term > sum * Number.EPSILON; i++) {
    sum += term;
    term *= (q * (i + 1)) / (sample + i + 1);
  }
  return sum;
}
