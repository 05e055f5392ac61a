import type { ClassConditions } from './class-conditions.js';
import type { BoundHierarchy } from './generalisation-hierarchy.js';
import { Grouping, type Classes } from './grouping.js';
import { keyLayout, type KeyLayout } from './key-layout.js';
import { codesFor, type RowSource } from './row-source.js';
import { Snapshot } from './snapshot.js';
import type { SnapshotCache } from './snapshot-cache.js';

/** What one transformation does to the data. */
export interface NodeFinding {
  levels: Uint8Array;
  /** Classes that pass. */
  classes: number;
  smallestClass: number;
  /** Rows in classes that fail. */
  suppressed: number;
  /** Rows that neither this nor any finer transformation can keep. */
  lost: number;
  /** Sum of the squared sizes of the classes that pass, and of all classes. */
  squaresKept: number;
  squares: number;
  /** For each column, the suppressed and the lost rows by the code of the column. */
  suppressedBy: Float64Array[];
  lostBy: Float64Array[];
}

/** Codes in a pack for a source of so many rows: filling a table for each pack must cost less than going through the rows. */
export const packLimit = (rows: number): number => Math.min(2 ** 16, Math.max(2 ** 8, rows >> 2));

/** Classes of one transformation that fail, and how many rows of each are lost for good. */
interface Failing {
  classes: Int32Array;
  count: number;
  sizes: Float64Array;
  lost: Float64Array;
}

/** Looks at transformations in the data. */
export class NodeChecker {
  private readonly grouping = new Grouping();

  constructor(
    private readonly hierarchies: readonly BoundHierarchy[],
    private readonly conditions: ClassConditions,
  ) {}

  /** The rows of the table grouped at the finest levels; everything else is counted from it. */
  base(source: RowSource, levels: Uint8Array, payloadColumn: number | null): Snapshot {
    const sizes = this.sizesAt(levels);
    const layout = keyLayout(sizes, packLimit(source.rows));
    const grouped: KeyLayout =
      payloadColumn === null ? layout : withPayload(layout, payloadColumn, this.conditions.payload!.size);
    const classes = this.grouping.count(source, { layout: grouped, levels: [...levels, 0] });
    const packed = grouped.packs.map((pack, index) => {
      const into = codesFor(pack.size, classes.count);
      classes.codes(index, null, classes.count, into);
      return into;
    });
    const payload = payloadColumn === null ? null : packed.pop()!;
    return new Snapshot(this.hierarchies, levels, layout, packed, classes.sizes.slice(0, classes.count), payload);
  }

  /**
   * Groups the rows at these levels and tells which classes fail.
   * @param cache where to count from; takes the result if it is worth keeping
   */
  check(levels: Uint8Array, cache: SnapshotCache): NodeFinding {
    const source = cache.smallestBelow(levels);
    const layout = keyLayout(this.sizesAt(levels), packLimit(source.rows));
    return source.payload
      ? this.checkWithPayload(source, levels, layout, cache)
      : this.checkSizes(source, levels, layout, cache);
  }

  private sizesAt(levels: Uint8Array): number[] {
    return this.hierarchies.map((hierarchy, column) => hierarchy.size(levels[column]!));
  }

  private checkSizes(source: Snapshot, levels: Uint8Array, layout: KeyLayout, cache: SnapshotCache): NodeFinding {
    const classes = this.grouping.count(source, { layout, levels });
    const { count, sizes } = classes;
    const { smallest } = this.conditions;
    const finding = emptyFinding(levels);
    const failing: Int32Array = new Int32Array(count);
    let failingCount = 0;
    for (let index = 0; index < count; index++) {
      const size = sizes[index]!;
      finding.squares += size * size;
      if (size < smallest) failing[failingCount++] = index;
      else keep(finding, size);
    }
    const failingSizes = new Float64Array(failingCount);
    for (let i = 0; i < failingCount; i++) failingSizes[i] = sizes[failing[i]!]!;
    this.tell(finding, classes, layout, {
      classes: failing,
      count: failingCount,
      sizes: failingSizes,
      lost: failingSizes,
    });
    if (cache.wants(count, count * (4 + 2 * layout.packs.length), source)) {
      const packed = layout.packs.map((pack, index) => {
        const into = codesFor(pack.size, count);
        classes.codes(index, null, count, into);
        return into;
      });
      cache.add(new Snapshot(this.hierarchies, levels, layout, packed, sizes.slice(0, count), null));
    }
    return finding;
  }

  private checkWithPayload(source: Snapshot, levels: Uint8Array, layout: KeyLayout, cache: SnapshotCache): NodeFinding {
    const classes = this.grouping.assign(source, { layout, levels });
    const { starts, order } = rowsByClass(classes.classOf, classes.count);
    const finding = emptyFinding(levels);
    const { payload } = this.conditions;
    const rows = new Int32Array(payload!.size);
    const present = new Int32Array(payload!.size);
    const failing = {
      classes: new Int32Array(classes.count),
      count: 0,
      sizes: new Float64Array(classes.count),
      lost: new Float64Array(classes.count),
    };
    const merged = {
      classOf: new Int32Array(source.rows),
      payload: codesFor(payload!.size, source.rows),
      counts: new Int32Array(source.rows),
      rows: 0,
    };
    for (let index = 0; index < classes.count; index++) {
      let presentCount = 0;
      let size = 0;
      let population = 0;
      for (let i = starts[index]!; i < starts[index + 1]!; i++) {
        const row = order[i]!;
        const code = source.payload![row]!;
        const count = source.counts[row]!;
        if (rows[code] === 0) present[presentCount++] = code;
        rows[code]! += count;
        if (code === payload!.populationCode) population += count;
        else size += count;
      }
      if (size > 0) this.judge(finding, failing, index, size, population, rows, present, presentCount);
      for (let i = 0; i < presentCount; i++) {
        const code = present[i]!;
        merged.classOf[merged.rows] = index;
        merged.payload[merged.rows] = code;
        merged.counts[merged.rows++] = rows[code]!;
        rows[code] = 0;
      }
    }
    this.tell(finding, classes, layout, failing);
    if (cache.wants(merged.rows, merged.rows * (6 + 2 * layout.packs.length), source)) {
      const packed = layout.packs.map((pack, index) => {
        const into = codesFor(pack.size, merged.rows);
        classes.codes(index, merged.classOf, merged.rows, into);
        return into;
      });
      const payloads = merged.payload.slice(0, merged.rows);
      cache.add(new Snapshot(this.hierarchies, levels, layout, packed, merged.counts.slice(0, merged.rows), payloads));
    }
    return finding;
  }

  private judge(
    finding: NodeFinding,
    failing: Failing,
    index: number,
    size: number,
    population: number,
    rows: Int32Array,
    present: Int32Array,
    presentCount: number,
  ): void {
    finding.squares += size * size;
    const most = this.conditions.mostKept(size, population, rows, present, presentCount);
    if (most === size) return keep(finding, size);
    failing.classes[failing.count] = index;
    failing.sizes[failing.count] = size;
    failing.lost[failing.count++] = size - most;
  }

  /** Sums up the failing classes by the codes of each column. */
  private tell(finding: NodeFinding, classes: Classes, layout: KeyLayout, failing: Failing): void {
    for (let i = 0; i < failing.count; i++) {
      finding.suppressed += failing.sizes[i]!;
      finding.lost += failing.lost[i]!;
    }
    finding.suppressedBy = this.byColumn(finding.levels, classes, layout, failing, failing.sizes, finding.suppressed);
    finding.lostBy =
      failing.sizes === failing.lost
        ? finding.suppressedBy
        : this.byColumn(finding.levels, classes, layout, failing, failing.lost, finding.lost);
  }

  private byColumn(
    levels: Uint8Array,
    classes: Classes,
    layout: KeyLayout,
    failing: Failing,
    weights: Float64Array,
    total: number,
  ): Float64Array[] {
    const by = this.sizesAt(levels).map((size) => new Float64Array(size));
    for (const histogram of by) if (histogram.length === 1) histogram[0] = total;
    layout.packs.forEach((pack, index) => {
      const codes = codesFor(pack.size, failing.count);
      classes.codes(index, failing.classes, failing.count, codes);
      const rows = new Float64Array(pack.size);
      for (let i = 0; i < failing.count; i++) rows[codes[i]!]! += weights[i]!;
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

const emptyFinding = (levels: Uint8Array): NodeFinding => ({
  levels,
  classes: 0,
  smallestClass: 0,
  suppressed: 0,
  lost: 0,
  squaresKept: 0,
  squares: 0,
  suppressedBy: [],
  lostBy: [],
});

function keep(finding: NodeFinding, size: number): void {
  finding.classes += 1;
  finding.squaresKept += size * size;
  if (finding.classes === 1 || size < finding.smallestClass) finding.smallestClass = size;
}

/** Row numbers ordered by class, and where each class starts. */
function rowsByClass(classOf: Int32Array, classes: number): { starts: Int32Array; order: Int32Array } {
  const starts = new Int32Array(classes + 1);
  for (const index of classOf) starts[index + 1]! += 1;
  for (let index = 0; index < classes; index++) starts[index + 1]! += starts[index]!;
  const next = starts.slice();
  const order = new Int32Array(classOf.length);
  for (let row = 0; row < classOf.length; row++) order[next[classOf[row]!]!++] = row;
  return { starts, order };
}

function withPayload(layout: KeyLayout, column: number, size: number): KeyLayout {
  const fits = layout.laneSizes.findIndex((keys) => keys * size <= 2 ** 31);
  const lane = fits < 0 ? layout.laneSizes.length : fits;
  const laneFactor = layout.laneSizes[lane] ?? 1;
  const laneSizes = [...layout.laneSizes];
  laneSizes[lane] = laneFactor * size;
  return { packs: [...layout.packs, { columns: [column], factors: [1], size, lane, laneFactor }], laneSizes };
}
