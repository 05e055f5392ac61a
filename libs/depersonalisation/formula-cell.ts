import { RefusedError } from '@broker/kernel';
import { hasShape } from './cell-shapes.js';
import { cellText, type CsvRow } from './csv-row.js';

const LEADS = new Uint8Array(256);
for (const lead of [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d, 0x0a, 0x20, 0xef]) LEADS[lead] = 1; // = + - @ TAB CR LF, space, full width

const FORMULA = /^ *[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^ *[+-]?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})? *$/i;

/** Tells whether a spreadsheet might run this text as a formula when it opens the file. */
export const isFormula = (text: string): boolean => FORMULA.test(text) && !PLAIN_NUMBER.test(text);

/**
 * Refuses the whole file when a cell of this row might be run as a formula: whoever wrote it meant the receiver harm, or does
 * not know what the export holds. Throws a RefusedError `exchange/formula-cell` (ISA-9).
 */
export function refuseFormulas(row: CsvRow, columnNames: readonly string[]): void {
  for (let column = 0; column < row.columns; column++) {
    const start = row.starts[column]!;
    if (start === row.ends[column] || LEADS[row.bytes[start]!] === 0) continue;
    if (hasShape('decimal', row, column)) continue; // cheap, and negative coordinates are common
    if (isFormula(cellText(row, column))) {
      throw new RefusedError({
        code: 'exchange/formula-cell',
        clause: 'ISA-9',
        message: 'A cell begins like a spreadsheet formula, which could run on the computer of whoever opens the file.',
        mend: 'Remove the leading sign from the cell, or the whole cell if you did not expect it there.',
        where: { row: row.number, column: row.number === 1 ? `column ${column + 1}` : columnNames[column]! },
      });
    }
  }
}
