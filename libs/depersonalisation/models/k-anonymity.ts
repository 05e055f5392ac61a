import { DomainError } from '@broker/kernel';
import type { Table } from '../search/table.js';
import type { PrivacyModel } from './privacy-model.js';

/**
 * Every class has at least `k` rows (Sweeney 2002). A refinement only makes classes smaller, so no row of a class that is
 * too small can be kept by a finer transformation.
 */
export const kAnonymity = (k: number): PrivacyModel => ({ kind: 'k-anonymity', name: `${whole(k)}-anonymity`, k });

/**
 * Every class has at least `k` rows of a population table with the same quasi-identifiers. Pruning as for k-anonymity: a
 * refinement makes the matching part of the population smaller too.
 */
export const kMap = (k: number, population: Table): PrivacyModel => ({
  kind: 'k-map',
  name: `${whole(k)}-map`,
  k,
  population,
});

function whole(k: number): number {
  if (!Number.isSafeInteger(k) || k < 1) throw new DomainError('k is a whole number of at least 1');
  return k;
}
