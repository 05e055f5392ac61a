import type { Clause } from '@broker/kernel';
import type { SUPPRESSED, LadderStep } from './policy.js';
import type { ReleaseRisk } from './risk/release-risk.js';
import type { FinerStep, ReleaseUtility } from './utility/utility-figures.js';

/** Version of the rules in this room; stands in every report so that an old report can be read for what it was. */
export const ENGINE_VERSION = '1.1.0';

/** Rows turned away for one reason in one column. */
export interface RefusedRows {
  code: string;
  clause: Clause;
  message: string;
  mend: string;
  column: string;
  rows: number;
  /** Row numbers, the header being row 1; at most the first 1,000. */
  rowNumbers: number[];
}

/** What one step of the ladder would have meant. */
export interface StepTried {
  step: LadderStep;
  /** Groups of rows that share period, area and category at this step. */
  cells: number;
  cellsBelowThreshold: number;
  rowsBelowThreshold: number;
  /** Cells left out in all: those below the threshold, and any more needed so that those cannot be worked out by subtraction. */
  suppressedCells: number;
  suppressedRows: number;
  /** `suppressedRows` as a share (0 to 1) of the rows examined. */
  suppressedShare: number;
  passes: boolean;
  explanation: string;
}

/** How many groups have a size from `from` to `to` rows (`null`: and more). */
export interface SizeBand {
  from: number;
  to: number | null;
  groups: number;
  rows: number;
}

/** A column of the file that is not part of the dataset. */
export interface LeftOutColumn {
  column: string;
  why: string;
  clause: Clause;
}

/** A class of the file that has no exact counterpart in the dataset. */
export interface LossyCrosswalk {
  from: string;
  to: string;
  note: string;
  rows: number;
}

/** One row as the dataset holds it; holds nothing else of the file. */
export interface SampleRow {
  period: string;
  area: string;
  category: string;
}

/** A margin of the released rows: counts after suppression. */
export interface Margin {
  code: string;
  name: string;
  rows: number;
}

/**
 * The proof that a file was depersonalised (ISA-9): JSON, without any value of a person.
 * `rowsIn` = `rowsOutsideArea` + `rowsRefused` + `rowsSuppressed` + `rowsReleasable`.
 * It is for the agency that holds the data: `sample`, `refusals`, `groupSizes.before`, `risk.before`, `utility` and `finerStep`
 * tell of rows that are not released. The last three stand in reports of engine 1.1.0 and later.
 */
export interface DepersonalisationReport {
  engineVersion: string;
  datasetId: string;
  datasetVersion: string;
  /** Paragraph of the Schedule to SI 2007/1831. */
  paragraph: Clause;
  mappingId: string;
  clause: Clause;

  rowsIn: number;
  rowsOutsideArea: number;
  rowsRefused: number;
  rowsSuppressed: number;
  rowsReleasable: number;
  refusals: RefusedRows[];

  k: number;
  kSensitive: number;
  suppressionLimitShare: number;
  /** The step chosen, and in words why. */
  step: LadderStep;
  explanation: string;
  stepsTried: StepTried[];
  /** Groups released, and cells told as left out (those included that hide that there is no row). */
  groups: number;
  suppressedCells: number;
  /** Rows in the smallest group that is released. */
  smallestGroup: number;
  /** Sizes at the finest step, and as released. */
  groupSizes: { before: SizeBand[]; after: SizeBand[] };

  periods: Margin[];
  areas: Margin[];
  categories: (Margin & { sensitive: boolean })[];

  leftOutColumns: LeftOutColumn[];
  lossyCrosswalks: LossyCrosswalk[];
  /** Census edition of the area codes: a code above E01033768 exists only in that of 2021. */
  codeVintage: 'LSOA 2011' | 'LSOA 2021';
  /** At most ten rows at the finest step beside what is released of them. */
  sample: { before: SampleRow; after: SampleRow | typeof SUPPRESSED }[];

  /** What an attacker could make of the rows, at the finest step and as released. */
  risk?: ReleaseRisk;
  /** What is left to partners, exact. */
  utility?: ReleaseUtility;
  /** What kept the file from the next finer step, and what would buy that back; null when the finest step was chosen. */
  finerStep?: FinerStep | null;
}
