import { isFormula } from '../formula-cell.js';
import { columnOf } from '../search/table.js';
import type { RecordsRead } from './record-intake.js';
import type { AppliedRecords } from './record-release.js';

const BLOCK_CHARACTERS = 64 * 1024;

/** Text as one cell: quoted where needed, and never the beginning of a spreadsheet formula. */
export function recordCell(text: string, separator: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The released rows as separated values with a header, in parts of about 64 KiB. Rows that are alike are counted, and the lines
 * sorted: the order of a file may tell what was taken out of its cells, a date for instance.
 */
export function* recordLines(read: RecordsRead, applied: AppliedRecords, separator: string): Iterable<string> {
  const lineOf = (cells: readonly string[]): string =>
    `${cells.map((cell) => recordCell(cell, separator)).join(separator)}\r\n`;
  const lines = countedLines(read, applied, lineOf);
  let part = lineOf(read.columns);
  for (const line of [...lines.keys()].sort()) {
    for (let left = lines.get(line)!; left > 0; left--) {
      part += line;
      if (part.length < BLOCK_CHARACTERS) continue;
      yield part;
      part = '';
    }
  }
  yield part;
}

function countedLines(
  { asTheyAre, columns: names, table }: RecordsRead,
  { classes: { classOf, firstRows }, kept, columns, found }: AppliedRecords,
  lineOf: (cells: readonly string[]) => string,
): Map<string, number> {
  const { combinations } = asTheyAre;
  const alike = new Map<number, number>();
  asTheyAre.codes.forEach((combination, row) => {
    if (kept[classOf[row]!] !== 1) return;
    const key = classOf[row]! * combinations.length + combination;
    alike.set(key, (alike.get(key) ?? 0) + 1);
  });
  const generalised = columns.map(({ column, bound }, at) => {
    const [{ codes }, level] = [columnOf(table, column), found.levels[at]!];
    const [codeOf, labels] = [bound.codes(0, level), bound.labels(level)];
    return (row: number): string => labels[codeOf[codes[row]!]!]!;
  });
  const places = names.map((name) => ({
    generalised: columns.findIndex(({ column }) => column === name),
    asItIs: asTheyAre.columns.indexOf(name),
  }));
  const lines = new Map<string, number>();
  for (const [key, rows] of alike) {
    const row = firstRows[Math.floor(key / combinations.length)]!;
    const cells = combinations[key % combinations.length]!;
    const line = lineOf(places.map((at) => (at.asItIs >= 0 ? cells[at.asItIs]! : generalised[at.generalised]!(row))));
    lines.set(line, (lines.get(line) ?? 0) + rows);
  }
  return lines;
}
