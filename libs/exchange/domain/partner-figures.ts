import type { DepersonalisationReport, QuestionError, RiskFigures } from '@broker/depersonalisation';

/** How well a release answers a common question, as far as partners may know. */
export type PartnerQuestion = Pick<QuestionError, 'question' | 'answers' | 'exactAnswers'>;

/** What a release still tells, as far as partners may know. */
export interface PartnerUtility {
  /** Cells whose number is told as a share (0 to 1) of all cells. */
  cellsShownShare: number;
  /** Rows left out, to the nearest ten. */
  suppressedRowsRounded: number;
  questions: PartnerQuestion[];
}

/** Partners are told the number of suppressed rows to the nearest ten. */
export const SUPPRESSED_ROWS_ROUNDED_TO = 10;

/** The rows that were left out as partners may know them: exact, they would lead back to a single cell. */
export const suppressedRowsRounded = ({ rowsSuppressed }: Pick<DepersonalisationReport, 'rowsSuppressed'>): number =>
  Math.round(rowsSuppressed / SUPPRESSED_ROWS_ROUNDED_TO) * SUPPRESSED_ROWS_ROUNDED_TO;

/** The risk of the released rows: made from the released cells alone, so anybody who holds them could work it out. */
export const partnerRisk = ({ risk }: DepersonalisationReport): RiskFigures | null => risk?.after ?? null;

/**
 * What a partner is told of the utility: only what can be counted in the release itself (a cell is told or is `[c]`), and the
 * rounded number of rows left out. Exact errors stay with the holder, since an error and what is told give the true number.
 */
export function partnerUtility(report: DepersonalisationReport): PartnerUtility | null {
  if (!report.utility) return null;
  const countable = report.utility.questions.filter(({ question }) => question !== 'finest-area-and-period');
  return {
    cellsShownShare: report.utility.cellsShownShare,
    suppressedRowsRounded: suppressedRowsRounded(report),
    questions: countable.map(({ question, answers, exactAnswers }) => ({ question, answers, exactAnswers })),
  };
}
