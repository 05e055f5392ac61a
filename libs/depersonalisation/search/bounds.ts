import type { NodeFinding } from './node-check.js';

/**
 * For each node of the lattice, a number below which its loss cannot lie. Ranks order nodes as the metric's figure does.
 *
 * Why a check of node g tells about every finer node u (each class of g is a union of classes of u):
 * - A class of g fails when no more than m of its rows could be kept, by the model's own argument (see models/). For k-anonymity,
 *   k-map and distinct l-diversity m is 0. So u suppresses at least the sum of (rows − m): g's `lost` rows. When that is more than
 *   the limit, u is ruled out.
 * - Each lost row costs 1 in u instead of the cost of its generalised value. Which rows of the class are lost is not known, but all
 *   have the class's code in each column, so the cost they would have had is at most the greatest beneath that code at u's level.
 *   What u loses in a column is at least its histogram's cost plus the sum of (1 − that greatest cost) over the lost rows.
 * The columns are bounded one by one, so the greatest bound of each column over all checked nodes above u may be combined.
 */
export interface Bounds {
  /** Lower bound of each node. */
  readonly ranks: Float64Array;
  /** Rank of a transformation that was looked at. */
  rankOf(finding: NodeFinding): number;
  /** The metric's figure for a rank. */
  figure(rank: number): number;
  /** Takes in a finding; `raiseBelow` and `raiseAbove` then use it. */
  learn(finding: NodeFinding): void;
  /** Raises the bound of a node that is finer than the finding. */
  raiseBelow(node: number): void;
  /** Raises the bound of a node that is coarser than the finding; null when a finding tells nothing of those. */
  raiseAbove: ((node: number) => void) | null;
}
