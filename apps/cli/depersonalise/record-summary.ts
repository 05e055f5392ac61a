import { IDENTIFIER_NAMES, type ColumnReport, type RecordReport } from '@broker/depersonalisation';
import { columns } from '../client/shown.js';

const count = (rows: number): string => rows.toLocaleString('en-GB');
const share = (part: number): string => `${(part * 100).toFixed(1)} %`;

/** What was done to a file of records, in plain words. */
export function recordSummary(report: RecordReport): string {
  const { search, risk, utility } = report;
  const identified = report.identified.map(
    ({ column, kind, rows, firstRow }) =>
      `${count(rows).padStart(12)}    "${column}" holds ${IDENTIFIER_NAMES[kind]}, first in row ${firstRow}`,
  );
  return [
    `Released under ${report.models.join(', ')}, suppressing at most ${share(report.suppressionLimit)} of the rows.`,
    '',
    columns(report.columns.map(columnLine)),
    '',
    `${count(report.rowsIn).padStart(12)}  rows in the file`,
    `${count(report.rowsIdentified).padStart(12)}  left out because a cell identifies somebody`,
    ...identified,
    `${count(report.rowsSuppressed).padStart(12)}  suppressed to protect people (${share(utility.rowsSuppressedShare)})`,
    `${count(report.rowsReleased).padStart(12)}  released, in ${count(search.classes)} classes; the smallest has ${count(search.smallestClass)} rows`,
    '',
    `Lost: ${search.loss.toFixed(4)} by the metric ${search.metric}; ${bestText(report)}`,
    `Alone in their class: ${share(risk.before.uniqueShare)} of the rows before, ${share(risk.after.uniqueShare)} after. ${riskText(report)}`,
    '',
  ].join('\n');
}

function columnLine({ column, treatment, generalisation }: ColumnReport): string[] {
  const { example, finerIdentifies } = generalisation ?? {};
  const shown = example ? `${example.before} → ${example.after}` : '';
  return [
    `  ${column}`,
    treatment,
    [shown, finerIdentifies ? 'a finer level would identify' : ''].filter(Boolean).join('; '),
  ];
}

function riskText({ risk: { after } }: RecordReport): string {
  const [inFile, inPopulation] = [share(after.prosecutor.maximum), share(after.journalist.maximum)];
  if (inFile === inPopulation) return `Greatest risk of a row: ${inFile}.`;
  return `Greatest risk of a row: ${inPopulation}; ${inFile} to whoever knows that the person is in the file.`;
}

const bestText = ({ search }: RecordReport): string =>
  search.proven
    ? `no other of the ${count(search.transformations)} transformations loses less.`
    : `the time ran out, and none loses less than ${search.bound.toFixed(4)}.`;
