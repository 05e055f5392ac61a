import type { Clause } from '@broker/kernel';

/** How exactly a row says when: finest first. */
export type TimePrecision = 'month' | 'quarter';

/** How exactly a row says where: census areas of about 1,500 people, about 7,500 people, and a whole district. */
export type PlacePrecision = 'lsoa' | 'msoa' | 'district';

/** One rung of the precision ladder: all released rows of a file stand on the same rung. */
export interface LadderStep {
  time: TimePrecision;
  place: PlacePrecision;
}

/** What a dataset must satisfy before anyone else may see it (ISA-9). */
export interface DepersonalisationPolicy {
  clause: Clause;
  /** Fewest rows that may share one period, area and category. */
  k: number;
  /** The same for the sensitive categories. */
  kSensitive: number;
  sensitiveCategories: readonly string[];
  /** Greatest share (0 to 1) of the rows that a step may leave out before the next, coarser step is tried. */
  suppressionLimitShare: number;
  /** The steps in the order in which they are tried, finest first. */
  ladder: readonly LadderStep[];
}

/** Rows that share one period, area and category. */
export interface Group {
  period: string;
  area: string;
  category: string;
  rows: number;
}

/** The marker shown in place of what was left out to protect people: never 0, never blank (ISA-9). */
export const SUPPRESSED = '[c]';

/** The fewest rows a group of this category must have. */
export const thresholdOf = (policy: DepersonalisationPolicy, category: string): number =>
  policy.sensitiveCategories.includes(category) ? policy.kSensitive : policy.k;
