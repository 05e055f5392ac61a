import { DomainError } from '@broker/kernel';
import { pitmanUniques } from './pitman.js';
import type { RiskGroup } from './reidentification.js';
import { sizeCounts, type SizeCounts } from './size-counts.js';
import { slideNegativeBinomialUniques } from './slide-negative-binomial.js';
import { zayatzUniques } from './zayatz.js';

/** How an estimate was made: `none` where no row is unique, `count` where the file is the whole population. */
export type UniquenessModel = 'none' | 'count' | 'pitman' | 'zayatz' | 'slide-negative-binomial';

/** How many members of the population are alone in their group. */
export interface PopulationUniqueness {
  model: UniquenessModel;
  /** Rows of the file per member of the population (0 to 1). */
  samplingFraction: number;
  /** Share (0 to 1) of the population that is unique. */
  share: number;
}

/** Up to this fraction Pitman's model is the most accurate (Dankar et al. 2012). */
const PITMAN_UP_TO = 0.1;

/**
 * Estimates uniqueness in the population by the decision rule of Dankar et al. (2012): Pitman's model for small samples; for
 * larger ones the smaller of the slide negative binomial and Zayatz. Where a model fits no parameters, Zayatz stands in.
 *
 * @param samplingFraction rows per member of the population, above 0 and at most 1; 1 means that the file is the population.
 *   Throws a DomainError otherwise.
 */
export function populationUniqueness(groups: readonly RiskGroup[], samplingFraction: number): PopulationUniqueness {
  if (!(samplingFraction > 0 && samplingFraction <= 1)) {
    throw new DomainError('a sampling fraction lies above 0 and is at most 1');
  }
  const sizes = sizeCounts(groups);
  const population = Math.round(sizes.rows / samplingFraction);
  const estimate = (model: UniquenessModel, uniques: number): PopulationUniqueness => ({
    model,
    samplingFraction,
    share: population === 0 ? 0 : uniques / population,
  });
  if (sizes.ones === 0) return estimate('none', 0);
  if (samplingFraction === 1) return estimate('count', sizes.ones);
  const zayatz = (): PopulationUniqueness => estimate('zayatz', zayatzUniques(sizes, population));
  const candidate = first(sizes, samplingFraction, population);
  if (candidate === null || candidate.uniques === 0) return zayatz();
  if (candidate.model === 'pitman') return estimate(candidate.model, candidate.uniques);
  const other = zayatz();
  const chosen = estimate(candidate.model, candidate.uniques);
  return other.share < chosen.share ? other : chosen;
}

function first(sizes: SizeCounts, fraction: number, population: number) {
  const model = fraction <= PITMAN_UP_TO ? ('pitman' as const) : ('slide-negative-binomial' as const);
  const uniques = model === 'pitman' ? pitmanUniques(sizes, population) : slideNegativeBinomialUniques(sizes, fraction);
  return uniques === null ? null : { model, uniques };
}
