import { datasetById } from '@broker/catalogue';
import { describeStep, SUPPRESSED, type DepersonalisationReport, type SizeBand } from '@broker/depersonalisation';
import type { StoredCell } from '@broker/exchange';
import { bandText, histogram } from '../charts/histogram.js';
import { ladder, OUTCOMES, type Rung } from '../charts/ladder.js';
import { periodText } from '../format/dates.js';
import { cellText, countText, numberText, plainCode, shareText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { presentRisk, presentUtility, type RiskView, type UtilityView } from './risk.presenter.js';

/** A row of a summary list (GOV.UK macro arguments). */
export interface SummaryRow {
  key: { text: string };
  value: { text: string };
}

/** A table's row: texts, clauses and links. */
export type TableRow = (string | { clause: ClauseView } | { href: string; text: string })[];

/** A row before and after, as texts. */
export interface SampleView {
  before: string[];
  /** Null when it is suppressed. */
  after: string[] | null;
}

/** The report of a checked file, for the agency that holds the data. */
export interface ReportView {
  summary: SummaryRow[];
  /** Column, what is wrong, mend, rows, the first row numbers, clause. */
  refusals: TableRow[];
  explanation: string;
  clause: ClauseView;
  /** What kept the file from the next finer step, and what would buy it back; null when nothing did. */
  finerStep: string | null;
  /** SVG. */
  ladder: string;
  /** Step, outcome, cost. */
  rungs: TableRow[];
  /** SVG. */
  histograms: { before: string; after: string };
  /** Size, groups before, groups after. */
  bands: TableRow[];
  /** Column, why, clause. */
  leftOut: TableRow[];
  /** Class in the file, class in the dataset, what is lost, rows. */
  lossy: TableRow[];
  vintage: string;
  sample: SampleView[];
  risk: RiskView | null;
  utility: UtilityView | null;
}

const ROWS_NAMED = 5;

/** Puts a report into words, tables and drawings. */
export function presentReport(report: DepersonalisationReport): ReportView {
  const rungs = rungsOf(report);
  const { before, after } = report.groupSizes;
  const sizes = { k: report.k };
  return {
    summary: summaryOf(report),
    refusals: report.refusals.map(({ column, message, mend, rows, rowNumbers, clause }) => [
      column,
      message,
      mend,
      numberText(rows),
      rowsNamed(rowNumbers, rows),
      { clause: presentClause(clause) },
    ]),
    explanation: report.explanation,
    finerStep: report.finerStep?.explanation ?? null,
    clause: presentClause(report.clause),
    ladder: ladder({ id: 'ladder', title: 'How exactly the rows are told', rungs }),
    rungs: rungs.map(({ name, outcome, cost }) => [name, OUTCOMES[outcome], cost || 'Not tried']),
    histograms: {
      before: histogram({ id: 'sizes-before', title: 'Group sizes as the file has them', bands: before, ...sizes }),
      after: histogram({ id: 'sizes-after', title: 'Group sizes as they would be released', bands: after, ...sizes }),
    },
    bands: before.map((band, i) => bandRow(band, after[i])),
    leftOut: report.leftOutColumns.map(({ column, why, clause }) => [column, why, { clause: presentClause(clause) }]),
    lossy: report.lossyCrosswalks.map(({ from, to, note, rows }) => [
      from,
      categoryTitle(report.datasetId, to),
      note,
      numberText(rows),
    ]),
    vintage: report.codeVintage,
    sample: report.sample.map(({ before, after }) => ({
      before: rowTexts(report.datasetId, before),
      after: after === SUPPRESSED ? null : rowTexts(report.datasetId, after),
    })),
    risk: presentRisk(report),
    utility: presentUtility(report),
  };
}

/** Cells in words: period, area, category, rows; a suppressed one is marked. */
export const presentCells = (datasetId: string, cells: readonly StoredCell[]): TableRow[] =>
  cells.map(({ period, area, areaName, category, rows }) => [
    periodText(period),
    areaName && areaName !== area ? `${areaName} (${area})` : area,
    categoryTitle(datasetId, category),
    cellText(rows),
  ]);

/** A category as the dataset's code list names it. */
export const categoryTitle = (datasetId: string, code: string): string =>
  datasetById(datasetId)?.codeLists[0]?.codes.find((one) => one.code === code)?.title ?? plainCode(code);

/** A step at the beginning of a sentence, for example "Month and district". */
export function stepTitle(step: DepersonalisationReport['step']): string {
  const words = describeStep(step);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const row = (key: string, text: string): SummaryRow => ({ key: { text: key }, value: { text } });

const summaryOf = (report: DepersonalisationReport): SummaryRow[] => [
  row('Rows in the file', numberText(report.rowsIn)),
  row('Outside the area', numberText(report.rowsOutsideArea)),
  row('Refused', numberText(report.rowsRefused)),
  row('Suppressed to protect people', numberText(report.rowsSuppressed)),
  row('Will be released', `${numberText(report.rowsReleasable)} in ${countText(report.groups, 'group')}`),
  row(
    'Smallest group',
    `${countText(report.smallestGroup, 'row')} (at least ${report.k}; ${report.kSensitive} in sensitive categories)`,
  ),
  row('Told by', describeStep(report.step)),
];

const key = (step: DepersonalisationReport['step']): string => `${step.time} ${step.place}`;

function rungsOf(report: DepersonalisationReport): Rung[] {
  const steps = datasetById(report.datasetId)?.policy.ladder ?? report.stepsTried.map(({ step }) => step);
  return steps.map((step) => {
    const tried = report.stepsTried.find((one) => key(one.step) === key(step));
    return {
      name: stepTitle(step),
      outcome: key(step) === key(report.step) ? 'chosen' : tried ? 'too-fine' : 'not-needed',
      cost: tried ? `${shareText(tried.suppressedShare)} of the rows left out` : '',
    };
  });
}

const bandRow = (before: SizeBand, after: SizeBand | undefined): TableRow => [
  bandText(before),
  numberText(before.groups),
  numberText(after?.groups ?? 0),
];

function rowsNamed(numbers: readonly number[], rows: number): string {
  const first = numbers.slice(0, ROWS_NAMED).map(numberText).join(', ');
  return rows > ROWS_NAMED ? `${first} and ${numberText(rows - ROWS_NAMED)} more` : first;
}

const rowTexts = (
  datasetId: string,
  { period, area, category }: { period: string; area: string; category: string },
) => [periodText(period), area, categoryTitle(datasetId, category)];
