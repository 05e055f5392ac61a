/** Which part of a release is asked for; what is left out is not narrowed. */
export interface CellFilter {
  /** Area code or name, as it stands in the release. */
  area?: string;
  /** First and last period, `2019-01` or `2019Q1`, as they stand in the release. */
  from?: string;
  to?: string;
  category?: string;
}

/** The filter without what was left empty. */
export function tidyFilter(filter: CellFilter): CellFilter {
  const { area, from, to, category } = filter;
  return { ...(area && { area }), ...(from && { from }), ...(to && { to }), ...(category && { category }) };
}
