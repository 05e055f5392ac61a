import { PASSES, type ClassConditions } from './class-conditions.js';
import type { AssignedClasses, Classes } from './grouping.js';
import { codesFor, type Codes, type RowSource } from './row-source.js';

/** Which classes satisfy the conditions. */
export interface Verdicts {
  /** Classes that pass, and rows in the smallest of them. */
  classes: number;
  smallestClass: number;
  /** Sum of the squared sizes of the classes that pass, and of all classes. */
  squaresKept: number;
  squares: number;
  /** The first `failingCount` entries: classes that fail, their rows, and how many of these no finer class could keep. */
  failing: Int32Array;
  failingCount: number;
  failingRows: Float64Array;
  lostRows: Float64Array;
}

/** Rows of a source with equal class and payload put together. */
export interface MergedRows {
  rows: number;
  classOf: Int32Array;
  payload: Codes;
  counts: Int32Array;
}

/** Judges classes of which only the size matters. */
export function judgeSizes({ count, sizes }: Classes, { smallest }: ClassConditions): Verdicts {
  const verdicts = noVerdicts(0);
  const failing = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    const size = sizes[index]!;
    verdicts.squares += size * size;
    if (size < smallest) failing[verdicts.failingCount++] = index;
    else pass(verdicts, size);
  }
  const rows = new Float64Array(verdicts.failingCount);
  for (let i = 0; i < rows.length; i++) rows[i] = sizes[failing[i]!]!;
  return { ...verdicts, failing, failingRows: rows, lostRows: rows };
}

/** Judges classes by their sizes and by what their rows carry. */
export function judgePayloads(
  source: RowSource,
  classes: AssignedClasses,
  conditions: ClassConditions,
): { verdicts: Verdicts; merged: MergedRows } {
  const payload = conditions.payload!;
  const codes = source.payload!;
  const { counts } = source;
  const { starts, order } = rowsByClass(classes.classOf, classes.count);
  const verdicts = noVerdicts(classes.count);
  const rows = new Int32Array(payload.size);
  const present = new Int32Array(payload.size);
  const merged = {
    rows: 0,
    classOf: new Int32Array(source.rows),
    payload: codesFor(payload.size, source.rows),
    counts: new Int32Array(source.rows),
  };
  for (let index = 0; index < classes.count; index++) {
    let presentCount = 0;
    let size = 0;
    for (let i = starts[index]!; i < starts[index + 1]!; i++) {
      const row = order[i]!;
      const code = codes[row]!;
      if (rows[code] === 0) present[presentCount++] = code;
      const count = counts === null ? 1 : counts[row]!;
      rows[code]! += count;
      if (code !== payload.populationCode) size += count;
    }
    if (size > 0) judge(verdicts, index, size, conditions.judge(size, rows, present, presentCount));
    for (let i = 0; i < presentCount; i++) {
      const code = present[i]!;
      merged.classOf[merged.rows] = index;
      merged.payload[merged.rows] = code;
      merged.counts[merged.rows++] = rows[code]!;
      rows[code] = 0;
    }
  }
  return { verdicts, merged };
}

const noVerdicts = (classes: number): Verdicts => ({
  classes: 0,
  smallestClass: 0,
  squaresKept: 0,
  squares: 0,
  failing: new Int32Array(classes),
  failingCount: 0,
  failingRows: new Float64Array(classes),
  lostRows: new Float64Array(classes),
});

function judge(verdicts: Verdicts, index: number, size: number, mostKept: number): void {
  verdicts.squares += size * size;
  if (mostKept === PASSES) return pass(verdicts, size);
  verdicts.failing[verdicts.failingCount] = index;
  verdicts.failingRows[verdicts.failingCount] = size;
  verdicts.lostRows[verdicts.failingCount++] = size - mostKept;
}

function pass(verdicts: Verdicts, size: number): void {
  verdicts.classes += 1;
  verdicts.squaresKept += size * size;
  if (verdicts.classes === 1 || size < verdicts.smallestClass) verdicts.smallestClass = size;
}

/** Row numbers ordered by class, and where each class starts. */
function rowsByClass(classOf: Int32Array, classes: number): { starts: Int32Array; order: Int32Array } {
  const starts = new Int32Array(classes + 1);
  for (let row = 0; row < classOf.length; row++) starts[classOf[row]! + 1]! += 1;
  for (let index = 0; index < classes; index++) starts[index + 1]! += starts[index]!;
  const next = starts.slice();
  const order = new Int32Array(classOf.length);
  for (let row = 0; row < classOf.length; row++) order[next[classOf[row]!]!++] = row;
  return { starts, order };
}
