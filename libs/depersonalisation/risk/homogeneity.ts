/** Rows that are alike in what an attacker knows, by what he would learn. */
export interface SensitiveGroup {
  /** Rows of each sensitive value that is told, in any order. */
  valueRows: readonly number[];
  /** Further values that are known to occur without their number, for example told as `[c]`. */
  hiddenValues?: number;
}

/** What belonging to a group gives away even when its rows cannot be told apart (l-diversity's concern). */
export interface Homogeneity {
  /** Groups whose rows all have the same sensitive value, that of a value without its number included. */
  groups: number;
  /** The told rows in them. */
  rows: number;
  /** `rows` as a share (0 to 1) of all told rows. */
  rowShare: number;
  /** Fewest different values in a group, the hidden ones counted. 0 for no groups. */
  fewestValues: number;
}

/** Counts the groups that give their members' sensitive value away. */
export function homogeneityOf(groups: Iterable<SensitiveGroup>): Homogeneity {
  let [homogeneous, rows, allRows, fewestValues] = [0, 0, 0, Infinity];
  for (const { valueRows, hiddenValues = 0 } of groups) {
    const size = valueRows.reduce((sum, count) => sum + count, 0);
    const values = valueRows.length + hiddenValues;
    allRows += size;
    fewestValues = Math.min(fewestValues, values);
    if (values !== 1) continue;
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
