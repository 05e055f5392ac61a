import type { DepersonalisationReport, RefusedRows } from '@broker/depersonalisation';
import type { Refusal } from '@broker/kernel';

const number = (count: number): string => count.toLocaleString('en-GB').padStart(12);

/** What was done to a file, in plain words. */
export function summaryOf(report: DepersonalisationReport): string {
  return [
    `${report.datasetId}  ${report.explanation}`,
    '',
    `${number(report.rowsIn)}  rows in the file`,
    `${number(report.rowsOutsideArea)}  outside the area`,
    `${number(report.rowsRefused)}  refused`,
    ...report.refusals.map(refusedLine),
    `${number(report.rowsSuppressed)}  left out to protect people, in ${report.suppressedCells.toLocaleString('en-GB')} cells`,
    `${number(report.rowsReleasable)}  released, in ${report.groups.toLocaleString('en-GB')} groups; the smallest has ${report.smallestGroup} rows`,
    '',
  ].join('\n');
}

const refusedLine = ({ rows, clause, column, message, mend, rowNumbers }: RefusedRows): string =>
  `${number(rows)}    "${column}" (${clause}), first in row ${rowNumbers[0]}: ${message} ${mend}`;

/** A refusal of the whole file, with the place of the fault. */
export function refusalText({ clause, message, mend, where }: Refusal): string {
  const place = [where?.row && `row ${where.row}`, where?.column && `column "${where.column}"`].filter(Boolean);
  return `Refused (${clause}): ${message}${place.length > 0 ? ` (${place.join(', ')})` : ''}\n${mend}\nNothing was written.\n`;
}
