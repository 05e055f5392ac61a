/** Rows that are alike to an attacker. */
export interface RiskGroup {
  /** Rows of the file in the group: at least 1. */
  size: number;
  /** People or events of the population who would fall into it; left out where the file is the population. */
  populationSize?: number;
  /** How many groups are like this one; 1 when left out. */
  groups?: number;
}

/** How likely a row is tied to the right person, by the size of its group (El Emam, Guide to the De-Identification of PHI). */
export interface ReidentificationRisk {
  /** Share (0 to 1) of the rows whose risk is above the threshold. */
  rowsAtRiskShare: number;
  /** Greatest risk of a row. */
  maximum: number;
  /** Share of the rows that would be tied to the right person on average. */
  average: number;
}

/**
 * The attacker knows that the person is in the file: a row's risk is 1 over the size of its group.
 * @param threshold greatest risk (0 to 1) that is thought acceptable
 * @returns the risk; 0 throughout for no groups
 */
export function prosecutorRisk(groups: readonly RiskGroup[], threshold: number): ReidentificationRisk {
  return riskOf(groups, threshold, ({ size }) => size);
}

/**
 * The attacker does not know who is in the file and looks in the population: a row's risk is 1 over the size of its group there.
 * The average is the larger of that of the rows and that of the population's members.
 */
export function journalistRisk(groups: readonly RiskGroup[], threshold: number): ReidentificationRisk {
  const risk = riskOf(groups, threshold, populationOf);
  let [many, population] = [0, 0];
  for (const group of groups) {
    many += group.groups ?? 1;
    population += populationOf(group) * (group.groups ?? 1);
  }
  return { ...risk, average: Math.max(risk.average, population === 0 ? 0 : many / population) };
}

/** The attacker wants as many people as possible, no one in particular. @returns the share of the rows tied to the right person */
export const marketerRisk = (groups: readonly RiskGroup[]): number => riskOf(groups, 1, populationOf).average;

/** Share (0 to 1) of the rows that are alone in their group. */
export function sampleUniqueness(groups: readonly RiskGroup[]): number {
  let [rows, unique] = [0, 0];
  for (const { size, groups: many = 1 } of groups) {
    rows += size * many;
    if (size === 1) unique += many;
  }
  return rows === 0 ? 0 : unique / rows;
}

/** Share (0 to 1) of the rows that stand in the smallest groups, those with the greatest risk. */
export function rowsInSmallestGroups(groups: readonly RiskGroup[]): number {
  const smallest = smallestGroup(groups);
  let [rows, inSmallest] = [0, 0];
  for (const { size, groups: many = 1 } of groups) {
    rows += size * many;
    if (size === smallest) inSmallest += size * many;
  }
  return rows === 0 ? 0 : inSmallest / rows;
}

/** Rows in the smallest group; 0 for no groups. */
export function smallestGroup(groups: readonly RiskGroup[]): number {
  let smallest = Infinity;
  for (const { size } of groups) smallest = Math.min(smallest, size);
  return smallest === Infinity ? 0 : smallest;
}

const populationOf = ({ size, populationSize }: RiskGroup): number => populationSize ?? size;

function riskOf(
  groups: readonly RiskGroup[],
  threshold: number,
  amongOf: (group: RiskGroup) => number,
): ReidentificationRisk {
  let [rows, atRisk, maximum, found] = [0, 0, 0, 0];
  for (const group of groups) {
    const risk = 1 / amongOf(group);
    const alike = group.size * (group.groups ?? 1);
    rows += alike;
    if (risk > threshold) atRisk += alike;
    maximum = Math.max(maximum, risk);
    found += alike * risk;
  }
  if (rows === 0) return { rowsAtRiskShare: 0, maximum: 0, average: 0 };
  return { rowsAtRiskShare: atRisk / rows, maximum, average: found / rows };
}
