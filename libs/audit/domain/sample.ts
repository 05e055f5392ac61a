import { createHash } from 'node:crypto';
import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';

/** By what a sample is made even: every agency, or every legal power, gets its share. */
export const STRATA = { none: 'The whole log', agency: 'Agency', gateway: 'Gateway' } as const;

export type Strata = keyof typeof STRATA;

/** How a sample is drawn: the same words always draw the same records. */
export interface SamplePlan {
  from: LocalDate;
  to: LocalDate;
  strata: Strata;
  size: number;
  /** Letters, digits and hyphens: a number that nobody could choose, for example one of a public draw. */
  seed: string;
}

/** Records that a sample could be drawn from, of one stratum. */
export interface StratumCount {
  stratum: string;
  count: number;
}

export const SAMPLE_SIZE_MAX = 500;
const SEED = /^[A-Za-z0-9-]{4,64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const refusal = (what: string, message: string, mend: string, column: string): Refusal => ({
  code: `audit/${what}`,
  clause: 'ISA-22',
  message,
  mend,
  where: { column },
});

/** Lets a plan pass, or refuses it: `audit/sample-period`, `audit/sample-size`, `audit/sample-seed`, `audit/sample-strata` (ISA-22). */
export function checkSamplePlan(plan: Omit<SamplePlan, 'strata'> & { strata: string }): Result<SamplePlan> {
  const { from, to, size, seed, strata } = plan;
  if (![from, to].every((day) => DAY.test(day)) || to < from) return refuse(badPeriod);
  if (!Object.hasOwn(STRATA, strata)) return refuse(badStrata);
  if (!Number.isInteger(size) || size < 1 || size > SAMPLE_SIZE_MAX) return refuse(badSize);
  return SEED.test(seed) ? accept({ from, to, size, seed, strata: strata as Strata }) : refuse(badSeed);
}

const badPeriod = refusal(
  'sample-period',
  'The period is not one: it needs a first day, and a last day that is not before it.',
  'Enter both days.',
  'from',
);
const badStrata = refusal('sample-strata', 'It was not said what gets its share.', 'Choose one of the list.', 'strata');
const badSize = refusal(
  'sample-size',
  `A sample has 1 to ${SAMPLE_SIZE_MAX} records.`,
  'Enter a whole number.',
  'size',
);
const badSeed = refusal(
  'sample-seed',
  'The seed is missing, or holds something else than letters, digits and hyphens.',
  'Enter 4 to 64 letters, digits and hyphens: best a number that nobody could choose.',
  'seed',
);

/** No record of the period can be drawn. */
export const nothingToDraw = refusal(
  'nothing-to-draw',
  'No record was finished in this period, so there is nothing to draw from.',
  'Choose a longer period.',
  'from',
);

/** Where a record stands in the order of a draw: the hash of seed and id, lower-case hexadecimal. The smallest are drawn. */
export const rankOf = (seed: string, id: string): string => createHash('sha256').update(`${seed}\n${id}`).digest('hex');

/**
 * Shares a sample out among strata in proportion to their records (largest remainder), at least one each while it lasts, and never more than
 * a stratum has. @returns stratum → how many to draw.
 */
export function shareOut(strata: readonly StratumCount[], size: number): Map<string, number> {
  const filled = strata.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count || byName(a, b));
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  const wanted = Math.min(size, total);
  const shares = new Map(filled.map(({ stratum }, index) => [stratum, index < wanted ? 1 : 0]));
  const quota = ({ count }: StratumCount): number => (wanted * count) / total;
  for (let left = wanted - Math.min(wanted, filled.length); left > 0; left -= 1) {
    const open = filled.filter(({ stratum, count }) => shares.get(stratum)! < count);
    const next = open.toSorted(
      (a, b) => quota(b) - shares.get(b.stratum)! - (quota(a) - shares.get(a.stratum)!) || byName(a, b),
    )[0]!;
    shares.set(next.stratum, shares.get(next.stratum)! + 1);
  }
  return shares;
}

const byName = (a: StratumCount, b: StratumCount): number => (a.stratum < b.stratum ? -1 : 1);

/** Draws a sample from records in memory: what the database does, for whoever wants to draw it again with other means. */
export function drawSample(
  population: readonly { id: string; stratum: string }[],
  { size, seed }: Pick<SamplePlan, 'size' | 'seed'>,
): string[] {
  const strata = new Map<string, string[]>();
  for (const { id, stratum } of population) strata.set(stratum, [...(strata.get(stratum) ?? []), id]);
  const shares = shareOut(
    [...strata].map(([stratum, ids]) => ({ stratum, count: ids.length })),
    size,
  );
  const ranked = (ids: readonly string[]) => ids.toSorted((a, b) => (rankOf(seed, a) < rankOf(seed, b) ? -1 : 1));
  return ranked([...strata].flatMap(([stratum, ids]) => ranked(ids).slice(0, shares.get(stratum))));
}

/** What a draw is known by in the log: the hash of its records in their order. */
export const drawHash = (ids: readonly string[]): string => createHash('sha256').update(ids.join('\n')).digest('hex');
