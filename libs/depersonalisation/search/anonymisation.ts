import type { PrivacyModel } from '../models/privacy-model.js';
import type { GeneralisationHierarchy } from './generalisation-hierarchy.js';
import type { Table } from './table.js';

/** A column that, together with others, could single a person out. */
export interface QuasiIdentifier {
  column: string;
  hierarchy: GeneralisationHierarchy;
  /** The finest level allowed, for example a statutory ceiling of precision; 0 by default. */
  minLevel?: number;
  /** The coarsest level allowed; the hierarchy's top by default. */
  maxLevel?: number;
  /** How much the column matters beside the others; 1 by default. */
  weight?: number;
}

/** What the search makes as small as possible: see `metrics/`. */
export type MetricName = 'loss' | 'precision' | 'discernibility';

/** How much the search may use. */
export interface SearchBudget {
  /** Bytes for intermediate results that are kept; 256 MiB by default. Fewer make the search slower, never wrong. */
  bytes?: number;
  /** Time after which the best transformation so far is returned; none by default. Needs `now`. */
  milliseconds?: number;
  /** A clock in milliseconds. */
  now?: () => number;
}

/** What is asked of the search. */
export interface AnonymisationRequest {
  table: Table;
  quasiIdentifiers: readonly QuasiIdentifier[];
  models: readonly PrivacyModel[];
  /** Greatest share (0 to 1) of the rows that may be suppressed; 0 by default. */
  suppressionLimit?: number;
  metric?: MetricName;
  budget?: SearchBudget;
}

/** The transformation found. */
export interface Anonymisation {
  /** Level of each quasi-identifier, in the order asked. */
  levels: number[];
  /** Rows suppressed: those in classes that do not satisfy every model. */
  suppressed: number;
  rows: number;
  /** Classes released, and rows in the smallest. */
  classes: number;
  smallestClass: number;
  metric: MetricName;
  /** The metric's figure of this transformation (0: nothing lost). */
  loss: number;
  /** No transformation that satisfies the request loses less than this. */
  bound: number;
  /** Whether `loss` is the least possible: always, unless the time ran out. */
  proven: boolean;
  /** Transformations looked at in the data, and how many there are. */
  checks: number;
  transformations: number;
  /** Most bytes that intermediate results took at any time. */
  peakCacheBytes: number;
}
