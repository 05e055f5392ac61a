import type { LadderStep } from '../policy.js';

/** How well a release answers one common question, held against the rows before anything was left out or made coarser. */
export interface QuestionError {
  question: 'area-and-period' | 'category-and-period' | 'finest-area-and-period';
  /** Answers that the question has: areas and periods, for example, in which anything happened. */
  answers: number;
  /** Answers that anybody can see to be exact: none of their cells is suppressed. */
  exactAnswers: number;
  /** Error of an answer as a share of the true number, on average and at worst (0 to 1; for spread numbers also above). */
  meanRelativeError: number;
  worstRelativeError: number;
}

/** What a release still tells, and what was lost on the way to it. */
export interface ReleaseUtility {
  /** Rows left out as a share (0 to 1) of all rows. */
  rowsSuppressedShare: number;
  /** Cells whose number is told as a share of all cells at the precision of the release. */
  cellsShownShare: number;
  /** 1 minus the share of its hierarchy that a value was moved up, averaged over rows and columns (Sweeney); 1 is the file itself. */
  precision: number;
  /** Share of the other values of its column that a value can no longer be told from, averaged alike (Iyengar); 0 is the file itself. */
  loss: number;
  /** For each row the rows it cannot be told from, added up; a row left out counts as like every row (Bayardo and Agrawal). */
  discernibility: number;
  questions: QuestionError[];
}

/** A category by code and title. */
export interface NamedCategory {
  code: string;
  name: string;
}

/** Rows of one category in cells that are too small. */
export interface ForcingCategory extends NamedCategory {
  rows: number;
  cells: number;
}

/** Two categories told as one. */
export interface CategoryMerge {
  categories: [NamedCategory, NamedCategory];
  /** Share (0 to 1) of the rows that the finer step would then leave out. */
  suppressedShare: number;
  /** Whether that is within the limit. */
  passes: boolean;
}

/** What kept a file from the next finer step, and what would buy that step back. For the agency that holds the data. */
export interface FinerStep {
  step: LadderStep;
  /** The categories with the most rows in cells that are too small, the greatest first; at most five. */
  forcedBy: ForcingCategory[];
  /** The merging of two categories that passes and blurs the fewest rows, or else the one that comes nearest; null for one category. */
  merge: CategoryMerge | null;
  explanation: string;
}
