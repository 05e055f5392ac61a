import type { SizeCounts } from './size-counts.js';

/**
 * Population uniques after Zayatz (1991): of what size the group of a sample unique is likely to be in the population, if groups
 * there had the sizes that they have in the sample.
 *
 * @param population size of the population, at least that of the sample
 * @returns the expected number of uniques in the population
 */
export function zayatzUniques({ counts, rows, groups, ones }: SizeCounts, population: number): number {
  if (ones === 0) return 0;
  let oneDrawn = 0;
  for (const [size, many] of counts) oneDrawn += (many / groups) * chanceOfOne(size, rows, population);
  const fraction = rows / population;
  const uniqueAmongOnes = ((ones / groups) * fraction) / oneDrawn;
  return (ones * uniqueAmongOnes) / fraction;
}

/** Chance that a sample of `drawn` from `population` holds exactly one of `size` members (hypergeometric). */
function chanceOfOne(size: number, drawn: number, population: number): number {
  let chance = (size * drawn) / population;
  for (let i = 0; i < size - 1 && chance > 0; i++) chance *= (population - drawn - i) / (population - 1 - i);
  return Math.max(0, chance);
}
