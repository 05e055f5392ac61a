/** One cell of a release; `rows` is null when it is suppressed. */
export interface ReleaseCell {
  period: string;
  area: string;
  category: string;
  rows: number | null;
}

/** What every row of a release has in common and carries with it: the purpose travels with the data (ISA-18). */
export interface ReleaseTerms {
  dataset: string;
  timePrecision: string;
  placePrecision: string;
  purpose: string;
  /** Version of the agreement it was released under. */
  agreementVersion: number;
}

/** Columns of a handed-over row, in order. */
export const ROW_COLUMNS = [
  'dataset',
  'period',
  'period_precision',
  'area',
  'area_precision',
  'category',
  'purpose',
  'agreement_version',
] as const;

/** Text as one CSV field: quoted where needed, and never the beginning of a spreadsheet formula. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const valuesOf = (terms: ReleaseTerms, cell: ReleaseCell): (string | number)[] => [
  terms.dataset,
  cell.period,
  terms.timePrecision,
  cell.area,
  terms.placePrecision,
  cell.category,
  terms.purpose,
  terms.agreementVersion,
];

/**
 * Writes a release row by row, as one text for each cell: the rows of a cell are alike by design.
 * @returns CSV with a header, or NDJSON; suppressed cells hold no rows and yield nothing.
 */
export function* releaseRows(
  format: 'csv' | 'ndjson',
  terms: ReleaseTerms,
  cells: Iterable<ReleaseCell>,
): Generator<string> {
  if (format === 'csv') yield `${ROW_COLUMNS.join(',')}\n`;
  for (const cell of cells) {
    if (!cell.rows) continue;
    const values = valuesOf(terms, cell);
    const line =
      format === 'csv'
        ? values.map((value) => csvField(String(value))).join(',')
        : JSON.stringify(Object.fromEntries(ROW_COLUMNS.map((column, i) => [column, values[i]])));
    yield `${line}\n`.repeat(cell.rows);
  }
}
