import type { Clause } from '@broker/kernel';
import type { Homogeneity } from '../risk/homogeneity.js';
import type { ReidentificationRisk } from '../risk/reidentification.js';
import type { Anonymisation } from '../search/anonymisation.js';
import type { ColumnRole } from './definition.js';
import type { IdentifiedRows } from './record-intake.js';

/** What became of one column. */
export interface ColumnReport {
  column: string;
  role: ColumnRole;
  /** In words, for example `quarter (level 2 of 4)`. */
  treatment: string;
  /** Quasi-identifiers only. */
  generalisation?: {
    level: number;
    /** The coarsest level there is. */
    top: number;
    /** What the level is called; null where a file defines it. */
    levelName: string | null;
    /** Finest level that was allowed, and why a level below it was not: because its labels identify. */
    finestAllowed: number;
    finerIdentifies: boolean;
    /** Distinct values in the file, and in the release. */
    valuesBefore: number;
    valuesAfter: number;
    /** The most frequent value and what it becomes; null when it is rare or identifies. */
    example: { before: string; after: string } | null;
  };
}

/** What an attacker could make of the rows, by the sizes of their classes. */
export interface RecordRisk {
  classes: number;
  smallestClass: number;
  /** Share (0 to 1) of the rows that are alone in their class. */
  uniqueShare: number;
  /** Knows that the person is in the file. */
  prosecutor: ReidentificationRisk;
  /** Does not know who is in the file, and looks in the population where one was given. */
  journalist: ReidentificationRisk;
  /** Share of the rows that an attacker who wants anybody would tie to the right person. */
  marketer: number;
}

/** How well the release answers how many rows each value of a column has, at the level released. */
export interface CountError {
  column: string;
  answers: number;
  exactAnswers: number;
  meanRelativeError: number;
  worstRelativeError: number;
}

/**
 * What was done to a file of records (ISA-9): JSON. `rowsIn` = `rowsIdentified` + `rowsSuppressed` + `rowsReleased`.
 * It is for whoever holds the file: it tells of rows that are not released.
 */
export interface RecordReport {
  engineVersion: string;
  clause: Clause;
  rowsIn: number;
  /** Left out because a cell holds an identifier; `identified` counts by column and kind, a row perhaps twice. */
  rowsIdentified: number;
  identified: IdentifiedRows[];
  rowsSuppressed: number;
  rowsReleased: number;
  models: string[];
  suppressionLimit: number;
  columns: ColumnReport[];
  search: Omit<Anonymisation, 'rows' | 'suppressed' | 'peakCacheBytes'>;
  risk: { threshold: number; before: RecordRisk; after: RecordRisk; homogeneity: (Homogeneity & { column: string })[] };
  utility: { rowsSuppressedShare: number; precision: number; discernibility: number; counts: CountError[] };
}
