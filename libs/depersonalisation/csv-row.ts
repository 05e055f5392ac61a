/** Marks on a cell, set while its bytes are scanned anyway. */
export const HAS_DIGIT = 1;
export const HAS_AT_SIGN = 2;
/** Holds a byte above 127. */
export const HAS_HIGH_BYTE = 4;
/** Quoted, with doubled quotes inside: the bytes are not yet the text. */
export const HAS_DOUBLED_QUOTE = 8;
/** Begins with a byte that a spreadsheet might take for the start of a formula: see formula-cell. */
export const HAS_FORMULA_LEAD = 16;

const DECODER = new TextDecoder();

/** One row where it lies in the scanner's buffer. Valid only during the call that hands it over. */
export interface CsvRow {
  bytes: Uint8Array;
  /** First byte of each cell, and one past its last; surrounding quotes are outside. */
  starts: Uint32Array;
  ends: Uint32Array;
  marks: Uint8Array;
  columns: number;
  /** The header being row 1. */
  number: number;
}

/** The text of a cell. */
export function cellText(row: CsvRow, column: number): string {
  const text = DECODER.decode(row.bytes.subarray(row.starts[column], row.ends[column]));
  return (row.marks[column]! & HAS_DOUBLED_QUOTE) === 0 ? text : text.replaceAll('""', '"');
}

/** The texts of all cells of a row. */
export function cellTexts(row: CsvRow): string[] {
  const texts: string[] = [];
  for (let column = 0; column < row.columns; column++) texts.push(cellText(row, column));
  return texts;
}
