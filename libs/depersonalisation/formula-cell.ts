import { RefusedError } from '@broker/kernel';
import { hasShape } from './cell-shapes.js';
import { cellText, type CsvRow } from './csv-row.js';

const FORMULA = /^ *[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^ *[+-]?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})? *$/i;

/** Tells whether a spreadsheet might run this text as a formula when it opens the file. */
export const isFormula = (text: string): boolean => FORMULA.test(text) && !PLAIN_NUMBER.test(text);

/**
 * Refuses the whole file when a cell marked HAS_FORMULA_LEAD might be run as a formula: whoever wrote it meant the receiver
 * harm, or does not know what the export holds. Throws a RefusedError `exchange/formula-cell` (ISA-9).
 */
export function refuseFormula(row: CsvRow, column: number, columnName: string): void {
  if (hasShape('decimal', row, column)) return; // cheap, and negative coordinates are common
  if (!isFormula(cellText(row, column))) return;
  throw new RefusedError({
    code: 'exchange/formula-cell',
    clause: 'ISA-9',
    message: 'A cell begins like a spreadsheet formula, which could run on the computer of whoever opens the file.',
    mend: 'Remove the leading sign from the cell, or the whole cell if you did not expect it there.',
    where: { row: row.number, column: columnName },
  });
}
