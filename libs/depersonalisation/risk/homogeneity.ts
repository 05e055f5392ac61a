/** Rows that are alike in what an attacker knows, by what he would learn. */
export interface SensitiveGroup {
  /** Rows of each sensitive value that occurs, in any order. */
  valueRows: readonly number[];
  /** Whether the group may hold rows of further values that are not shown: then nothing certain is learnt. */
  holdsHidden?: boolean;
}

/** What belonging to a group gives away even when its rows cannot be told apart (l-diversity's concern). */
export interface Homogeneity {
  /** Groups whose rows all have the same sensitive value. */
  groups: number;
  rows: number;
  /** `rows` as a share (0 to 1) of all rows. */
  rowShare: number;
  /** Fewest different values in a group; a hidden one counts as one more. 0 for no groups. */
  fewestValues: number;
}

/** Counts the groups that give their members' sensitive value away. */
export function homogeneityOf(groups: Iterable<SensitiveGroup>): Homogeneity {
  let [homogeneous, rows, allRows, fewestValues] = [0, 0, 0, Infinity];
  for (const { valueRows, holdsHidden } of groups) {
    const size = valueRows.reduce((sum, count) => sum + count, 0);
    const values = valueRows.length + (holdsHidden ? 1 : 0);
    allRows += size;
    fewestValues = Math.min(fewestValues, values);
    if (values !== 1 || size === 0) continue;
    homogeneous += 1;
    rows += size;
  }
  return {
    groups: homogeneous,
    rows,
    rowShare: allRows === 0 ? 0 : rows / allRows,
    fewestValues: fewestValues === Infinity ? 0 : fewestValues,
  };
}
