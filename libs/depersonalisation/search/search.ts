import { accept, DomainError, refuse, RefusedError, type Result } from '@broker/kernel';
import type { Anonymisation, AnonymisationRequest } from './anonymisation.js';
import type { NodeFinding } from './node-check.js';
import { prepare, type Problem } from './problem.js';
import type { Lattice } from './lattice.js';
import { ViewPlanner } from './view-planner.js';
import { SnapshotCache } from './snapshot-cache.js';

const DEFAULT_BYTES = 256 * 2 ** 20;

/** Snapshots made on the way from a source to one node. */
const MOST_VIEWS = 3;

/** Ranks this close are equal: sums of the same terms in another order. */
const TIE = 1e-13;

/**
 * Finds the transformation (a level for each quasi-identifier) with the least loss such that, after suppressing every class that
 * does not satisfy all models, no more than the allowed share of rows is suppressed. Full-domain generalisation only: all values
 * of a column stand on one level, because published attacks refine what local recoding leaves (arXiv 2509.03350).
 *
 * Branch and bound: nodes whose lower bound (see bounds) reaches the best loss so far are never looked at. The same request
 * gives the same answer, unless a time budget ends it.
 *
 * @returns the transformation; or a refusal: `depersonalisation/nothing-satisfies`, `depersonalisation/out-of-time` (no
 *   transformation found before the time ran out), `depersonalisation/value-outside-hierarchy`,
 *   `depersonalisation/too-many-transformations`
 * @throws DomainError for a request that makes no sense (a column that is not there, a floor above its ceiling)
 */
export function anonymise(request: AnonymisationRequest): Result<Anonymisation> {
  const { milliseconds = Infinity, now } = request.budget ?? {};
  if (milliseconds !== Infinity && !now) throw new DomainError('a time budget needs a clock');
  const endsAt = now ? now() + milliseconds : Infinity;
  const hasTime = (): boolean => !now || now() < endsAt;
  try {
    return new Search(request, prepare(request)).run(hasTime);
  } catch (error) {
    if (error instanceof RefusedError) return refuse(error.refusal);
    throw error;
  }
}

class Search {
  private readonly cache: SnapshotCache;
  private readonly planner: ViewPlanner;
  /** Nodes not yet looked at, ruled out or bounded away. */
  private alive: Int32Array;
  private best: { rank: number; finding: NodeFinding } | null = null;
  private checks = 0;
  private purgeAt: number;

  constructor(
    private readonly request: AnonymisationRequest,
    private readonly problem: Problem,
  ) {
    this.cache = new SnapshotCache(problem.base, request.budget?.bytes ?? DEFAULT_BYTES);
    this.planner = new ViewPlanner(problem.lattice, problem.hierarchies);
    this.alive = widestFirst(problem.lattice);
    this.purgeAt = this.alive.length >> 1;
  }

  run(hasTime: () => boolean): Result<Anonymisation> {
    while (this.alive.length > 0) {
      if (!hasTime()) break;
      this.visit(this.alive[0]!);
    }
    if (this.best) return accept(this.answer());
    return refuse(this.alive.length > 0 ? OUT_OF_TIME : NOTHING_SATISFIES);
  }

  private visit(node: number): void {
    const { lattice, checker, bounds, mostSuppressed } = this.problem;
    this.checks += 1;
    this.makeViews(lattice.levelsOf(node));
    const finding = checker.check(lattice.levelsOf(node), this.cache, mostSuppressed);
    if (finding.suppressed <= mostSuppressed) {
      const rank = bounds.rankOf(finding);
      if (!this.best || rank < this.best.rank - TIE) this.best = { rank, finding };
    }
    this.planner.learn(finding.levels, finding.allClasses);
    this.learnFrom(node, finding);
    if (this.alive.length <= this.purgeAt) this.purge();
  }

  private makeViews(levels: Uint8Array): void {
    const { checker } = this.problem;
    for (let i = 0; i < MOST_VIEWS; i++) {
      const source = this.cache.smallestBelow(levels);
      const view = this.planner.plan(levels, source, this.alive);
      if (!view) return;
      const snapshot = checker.snapshot(source, view);
      this.planner.learn(view, snapshot.rows);
      this.cache.add(snapshot);
      if (snapshot.rows > source.rows / 2) return;
    }
  }

  private learnFrom(node: number, finding: NodeFinding): void {
    const { lattice, bounds, mostSuppressed } = this.problem;
    const rulesOut = finding.lost > mostSuppressed;
    if (!rulesOut || bounds.raiseAbove) bounds.learn(finding);
    const tooMuch = (this.best?.rank ?? Infinity) - TIE;
    let kept = 0;
    for (let i = 0; i < this.alive.length; i++) {
      const other = this.alive[i]!;
      if (other === node) continue;
      if (lattice.isBelow(other, node)) {
        if (rulesOut) continue;
        bounds.raiseBelow(other);
      } else if (bounds.raiseAbove && lattice.isBelow(node, other)) bounds.raiseAbove(other);
      if (bounds.ranks[other]! < tooMuch) this.alive[kept++] = other;
    }
    this.alive = this.alive.subarray(0, kept);
  }

  private purge(): void {
    this.purgeAt = this.alive.length >> 1;
    const { lattice } = this.problem;
    this.cache.keepOnly((snapshot) => this.alive.some((node) => snapshot.isBelow(lattice.levelsOf(node))));
  }

  private answer(): Anonymisation {
    const { bounds, rows, lattice } = this.problem;
    const { rank, finding } = this.best!;
    const bound = this.alive.reduce((least, node) => Math.min(least, bounds.ranks[node]!), rank);
    return {
      levels: [...finding.levels],
      suppressed: finding.suppressed,
      rows,
      classes: finding.classes,
      smallestClass: finding.smallestClass,
      metric: this.request.metric ?? 'loss',
      loss: bounds.figure(rank),
      bound: bounds.figure(bound),
      proven: this.alive.length === 0,
      checks: this.checks,
      transformations: lattice.size,
      peakCacheBytes: this.cache.peakBytes,
    };
  }
}

/** Nodes with the most finer ones first: what is learnt of a node is learnt of all those, and coarse nodes are counted fast. */
function widestFirst(lattice: Lattice): Int32Array {
  const { size } = lattice;
  const keys = Float64Array.from({ length: size }, (_, node) => -lattice.nodesBelow(node) * size + node);
  return Int32Array.from(keys.sort(), (key) => key + Math.ceil(-key / size) * size);
}

const NOTHING_SATISFIES = {
  code: 'depersonalisation/nothing-satisfies',
  clause: 'ISA-9',
  message: 'Even at the coarsest levels more rows would have to be suppressed than the limit allows.',
  mend: 'Allow coarser levels or more suppression, leave a column out, or put more periods or areas together in one file.',
} as const;

const OUT_OF_TIME = {
  code: 'depersonalisation/out-of-time',
  clause: 'ISA-9',
  message: 'No transformation that satisfies the models was found in the time allowed.',
  mend: 'Allow more time, or set finest and coarsest levels for some columns.',
} as const;
