import { homogeneityOf, type Homogeneity, type SensitiveGroup } from './homogeneity.js';
import { populationUniqueness, type PopulationUniqueness } from './population-uniqueness.js';
import {
  journalistRisk,
  marketerRisk,
  prosecutorRisk,
  sampleUniqueness,
  smallestGroup,
  type ReidentificationRisk,
  type RiskGroup,
} from './reidentification.js';

/** What an attacker could make of rows that are told by period, area and category. */
export interface RiskFigures {
  rows: number;
  groups: number;
  smallestGroup: number;
  /** Risk of a row above which it counts as at risk: 1/k. */
  threshold: number;
  /** Knows that the person is in the file. */
  prosecutor: ReidentificationRisk;
  /** Does not know who is in the file. */
  journalist: ReidentificationRisk;
  /** Share of the rows that an attacker who wants anybody would tie to the right person. */
  marketer: number;
  /** Share of the rows that are alone in their group. */
  sampleUniqueShare: number;
  population: PopulationUniqueness;
  /**
   * Areas and periods in which one category is all there is: knowing where and when would tell what. None where all rows are of
   * one category, because the dataset itself tells that.
   */
  homogeneity: Homogeneity;
}

/** Rows of one category in one period and area; periods and areas by code or by number. */
export interface RiskCell {
  period: string | number;
  area: string | number;
  category: string | number;
  rows: number;
}

/** Risk before and after: at the finest step, and as released. */
export interface ReleaseRisk {
  before: RiskFigures;
  after: RiskFigures;
}

/** What the figures are made with. */
export interface RiskTerms {
  k: number;
  /** Rows of the file per member of the population; 1 where the file holds everything that was recorded. */
  samplingFraction: number;
}

/**
 * The risk figures of rows told by period, area and category.
 * @param shown groups that are told, each of at least one row
 * @param hidden groups that are known to exist and not told, for example as `[c]`
 */
export function riskFigures(
  shown: readonly RiskCell[],
  hidden: readonly Omit<RiskCell, 'rows'>[],
  { k, samplingFraction }: RiskTerms,
): RiskFigures {
  const groups = bySize(shown);
  const threshold = 1 / k;
  return {
    rows: shown.reduce((sum, { rows }) => sum + rows, 0),
    groups: shown.length,
    smallestGroup: smallestGroup(groups),
    threshold,
    prosecutor: prosecutorRisk(groups, threshold),
    journalist: journalistRisk(groups, threshold),
    marketer: marketerRisk(groups),
    sampleUniqueShare: sampleUniqueness(groups),
    population: populationUniqueness(groups, samplingFraction),
    homogeneity: homogeneityOf(hasCategories(shown, hidden) ? areasAndPeriods(shown, hidden) : []),
  };
}

/** Cells as groups, those of one size together. */
function bySize(cells: readonly RiskCell[]): RiskGroup[] {
  const found = new Map<number, number>();
  for (const { rows } of cells) found.set(rows, (found.get(rows) ?? 0) + 1);
  return [...found].map(([size, groups]) => ({ size, groups }));
}

/** Whether any two cells are of different categories. */
const hasCategories = (shown: readonly RiskCell[], hidden: readonly Omit<RiskCell, 'rows'>[]): boolean => {
  const first = shown[0] ?? hidden[0];
  const differs = ({ category }: Omit<RiskCell, 'rows'>): boolean => category !== first?.category;
  return shown.some(differs) || hidden.some(differs);
};

/** The categories of every area and period of which anything is known; a cell without its number gives its category away too. */
function areasAndPeriods(
  shown: readonly RiskCell[],
  hidden: readonly Omit<RiskCell, 'rows'>[],
): Iterable<SensitiveGroup> {
  const groups: { valueRows: number[]; hiddenValues: number }[] = [];
  const found = new Map<RiskCell['period'], Map<RiskCell['area'], (typeof groups)[number]>>();
  const groupOf = ({ period, area }: Pick<RiskCell, 'period' | 'area'>) => {
    let areas = found.get(period);
    if (!areas) found.set(period, (areas = new Map()));
    let group = areas.get(area);
    if (!group) {
      areas.set(area, (group = { valueRows: [], hiddenValues: 0 }));
      groups.push(group);
    }
    return group;
  };
  for (const cell of shown) groupOf(cell).valueRows.push(cell.rows);
  for (const cell of hidden) groupOf(cell).hiddenValues += 1;
  return groups;
}
