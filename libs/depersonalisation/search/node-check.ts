import type { ClassConditions } from './class-conditions.js';
import { judgePayloads, judgeSizes, type MergedRows, type Verdicts } from './class-verdicts.js';
import type { BoundHierarchy } from './generalisation-hierarchy.js';
import { Grouping, type Classes } from './grouping.js';
import { keyLayout, withPack, type KeyLayout } from './key-layout.js';
import { codesFor, type RowSource } from './row-source.js';
import { Snapshot } from './snapshot.js';
import type { SnapshotCache } from './snapshot-cache.js';

/** What one transformation does to the data. */
export interface NodeFinding {
  levels: Uint8Array;
  /** Classes of rows of the table, and of the population, whether they pass or not. */
  allClasses: number;
  /** Classes that pass, and rows in the smallest of them. */
  classes: number;
  smallestClass: number;
  /** Rows in classes that fail. */
  suppressed: number;
  /** Rows that neither this nor any finer transformation can keep. */
  lost: number;
  /** Sum of the squared sizes of the classes that pass, and of all classes. */
  squaresKept: number;
  squares: number;
  /** For each column, the suppressed and the lost rows by the code of the column; empty when more are lost than may be. */
  suppressedBy: Float64Array[];
  lostBy: Float64Array[];
}

/** Codes in a pack for a source of so many rows: filling a table for each pack must cost less than going through the rows. */
const packLimit = (rows: number): number => Math.min(2 ** 16, Math.max(2 ** 8, rows >> 2));

/** Looks at transformations in the data. */
export class NodeChecker {
  private readonly grouping = new Grouping();

  constructor(
    private readonly hierarchies: readonly BoundHierarchy[],
    private readonly conditions: ClassConditions,
  ) {}

  /** Rows grouped at some levels, to count coarser ones from. */
  snapshot(source: RowSource, levels: Uint8Array): Snapshot {
    const { payload } = this.conditions;
    const layout = keyLayout(this.sizesAt(levels), packLimit(source.rows));
    if (!payload) return this.snapshotOf(levels, layout, this.grouping.count(source, { layout, levels }));
    // The payload is grouped by as if it were one more column.
    const column = levels.length;
    const grouped = withPack(layout, column, payload.size);
    const classes = this.grouping.count(withPayloadColumn(source, payload.size), { layout: grouped, levels });
    const payloads = codesFor(payload.size, classes.count);
    classes.codes(layout.packs.length, null, classes.count, payloads);
    return this.snapshotOf(levels, layout, classes, {
      rows: classes.count,
      classOf: null,
      payload: payloads,
      counts: classes.sizes,
    });
  }

  /**
   * Groups the rows at these levels and tells which classes fail.
   * @param cache where to count from; takes the result if it is worth keeping
   * @param mostLost when more rows are lost than this, the finding says no more than that
   */
  check(levels: Uint8Array, cache: SnapshotCache, mostLost: number): NodeFinding {
    const source = cache.smallestBelow(levels);
    const layout = keyLayout(this.sizesAt(levels), packLimit(source.rows));
    if (!this.conditions.payload) {
      const classes = this.grouping.count(source, { layout, levels });
      const verdicts = judgeSizes(classes, this.conditions);
      if (cache.wants(classes.count, source)) cache.add(this.snapshotOf(levels, layout, classes));
      return this.findingOf(levels, layout, classes, verdicts, mostLost);
    }
    const classes = this.grouping.assign(source, { layout, levels });
    const { verdicts, merged } = judgePayloads(source, classes, this.conditions);
    if (cache.wants(merged.rows, source)) cache.add(this.snapshotOf(levels, layout, classes, merged));
    return this.findingOf(levels, layout, classes, verdicts, mostLost);
  }

  /** Marks (1) the rows of a source whose classes fail. */
  failingRows(source: RowSource, levels: Uint8Array): Uint8Array {
    const layout = keyLayout(this.sizesAt(levels), packLimit(source.rows));
    const classes = this.grouping.assign(source, { layout, levels });
    const { failing, failingCount } = source.payload
      ? judgePayloads(source, classes, this.conditions).verdicts
      : judgeSizes(classes, this.conditions);
    const fails = new Uint8Array(classes.count);
    for (let i = 0; i < failingCount; i++) fails[failing[i]!] = 1;
    return Uint8Array.from(classes.classOf, (index) => fails[index]!);
  }

  private sizesAt(levels: Uint8Array): number[] {
    return this.hierarchies.map((hierarchy, column) => hierarchy.size(levels[column]!));
  }

  /** @param merged rows that are finer than the classes; left out, there is one row for each class */
  private snapshotOf(
    levels: Uint8Array,
    layout: KeyLayout,
    classes: Classes,
    merged?: Omit<MergedRows, 'classOf'> & { classOf: Int32Array | null },
  ): Snapshot {
    const rows = merged?.rows ?? classes.count;
    const packed = layout.packs.map((pack, index) => {
      const into = codesFor(pack.size, rows);
      classes.codes(index, merged?.classOf ?? null, rows, into);
      return into;
    });
    const counts = (merged?.counts ?? classes.sizes).slice(0, rows);
    return new Snapshot(this.hierarchies, levels, layout, packed, counts, merged?.payload.slice(0, rows) ?? null);
  }

  private findingOf(
    levels: Uint8Array,
    layout: KeyLayout,
    classes: Classes,
    verdicts: Verdicts,
    mostLost: number,
  ): NodeFinding {
    const { failingCount, failingRows, lostRows, squares, squaresKept, smallestClass } = verdicts;
    const lost = sum(lostRows, failingCount);
    const histograms = (weights: Float64Array): Float64Array[] =>
      lost > mostLost ? [] : this.byColumn(levels, layout, classes, verdicts, weights);
    const suppressedBy = histograms(failingRows);
    return {
      levels,
      allClasses: classes.count,
      classes: verdicts.classes,
      smallestClass,
      suppressed: sum(failingRows, failingCount),
      lost,
      squaresKept,
      squares,
      suppressedBy,
      lostBy: lostRows === failingRows ? suppressedBy : histograms(lostRows),
    };
  }

  /** Sums up rows of the failing classes by the codes of each column. */
  private byColumn(
    levels: Uint8Array,
    layout: KeyLayout,
    classes: Classes,
    { failing, failingCount }: Verdicts,
    weights: Float64Array,
  ): Float64Array[] {
    const by = this.sizesAt(levels).map((size) => new Float64Array(size));
    for (const histogram of by) if (histogram.length === 1) histogram[0] = sum(weights, failingCount);
    layout.packs.forEach((pack, index) => {
      const codes = codesFor(pack.size, failingCount);
      classes.codes(index, failing, failingCount, codes);
      const rows = new Float64Array(pack.size);
      for (let i = 0; i < failingCount; i++) rows[codes[i]!]! += weights[i]!;
      pack.columns.forEach((column, place) => {
        const histogram = by[column]!;
        const factor = pack.factors[place]!;
        for (let code = 0; code < rows.length; code++) {
          if (rows[code] !== 0) histogram[Math.floor(code / factor) % histogram.length]! += rows[code]!;
        }
      });
    });
    return by;
  }
}

function sum(numbers: Float64Array, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += numbers[i]!;
  return total;
}

/** The same rows with the payload as one more column. */
function withPayloadColumn(source: RowSource, payloadSize: number): RowSource {
  const column = source.sizes.length;
  const identity = Uint32Array.from({ length: payloadSize }, (_, code) => code);
  return {
    ...source,
    rows: source.rows,
    layout: withPack(source.layout, column, payloadSize),
    packed: [...source.packed, source.payload!],
    sizes: [...source.sizes, payloadSize],
    counts: source.counts,
    payload: null,
    up: (other, level) => (other === column ? identity : source.up(other, level)),
  };
}
