import { accept, refuse, type Result } from '@broker/kernel';
import { CellCounter } from './cell-counter.js';
import type { Hierarchy } from './hierarchy.js';
import { explainExhausted, explainTried } from './ladder-explanation.js';
import { thresholdOf, type DepersonalisationPolicy, type Group, type LadderStep } from './policy.js';
import type { StepTried } from './report.js';

/** Rows counted at the finest step, with the hierarchies that their codes belong to. */
export interface CountedRows {
  cells: CellCounter;
  /** Levels named `month`, `quarter`. */
  time: Hierarchy;
  /** Levels named `lsoa`, `msoa`, `district`. */
  place: Hierarchy;
  /** Category codes by number. */
  categories: readonly string[];
}

/** A group with the name of its area beside the code. */
export interface NamedGroup extends Group {
  areaName: string;
}

/** What was decided: the step, and every group at that step either released or suppressed, each in order of its cell. */
export interface Enforced {
  tried: StepTried[];
  chosen: StepTried;
  released: NamedGroup[];
  suppressed: NamedGroup[];
}

/** One cell of a step while it is judged. */
interface Cell {
  time: number;
  place: number;
  category: number;
  rows: number;
  threshold: number;
  isSuppressed: boolean;
}

/**
 * Walks the ladder, finest step first, and stops at the first step at which leaving out the cells below the threshold costs no
 * more rows than the policy allows. The whole file stands on that one step: mixing steps within a release can be undone by
 * comparing its parts. The order in which rows were counted makes no difference.
 *
 * @returns the groups to release and those to leave out, or a refusal `depersonalisation/nothing-to-release` (no rows) or
 *   `depersonalisation/ladder-exhausted` (no step passes), both under the clause of the policy (ISA-9)
 */
export function enforce(rows: CountedRows, policy: DepersonalisationPolicy): Result<Enforced> {
  const tried: StepTried[] = [];
  for (const step of policy.ladder) {
    const cells = cellsAt(rows, step, policy);
    if (cells.length === 0) return refuse(NOTHING_TO_RELEASE);
    const nameOf = (cell: Cell) => nameCell(cell, rows, step);
    suppress(cells, nameOf);
    const verdict = judge(step, cells, policy);
    tried.push(verdict);
    if (!verdict.passes) continue;
    const named = (isSuppressed: boolean) =>
      cells
        .filter((cell) => cell.isSuppressed === isSuppressed)
        .map(nameOf)
        .sort(byCell);
    return accept({ tried, chosen: verdict, released: named(false), suppressed: named(true) });
  }
  return refuse({
    code: 'depersonalisation/ladder-exhausted',
    clause: policy.clause,
    message: explainExhausted(tried, policy),
    mend: 'Upload a longer period or a larger area in one file, or declare the dataset as not held in a form that can be shared.',
  });
}

const NOTHING_TO_RELEASE = {
  code: 'depersonalisation/nothing-to-release',
  clause: 'ISA-11',
  message: "No row of the file is left for this dataset after rows outside the partnership's area and refused rows.",
  mend: 'If nothing happened in the period, declare a nil return. Otherwise check that this is the right file.',
} as const;

function cellsAt(rows: CountedRows, step: LadderStep, policy: DepersonalisationPolicy): Cell[] {
  const timeMap = rows.time.levelMap(rows.time.levels.indexOf(step.time));
  const placeMap = rows.place.levelMap(rows.place.levels.indexOf(step.place));
  const thresholds = rows.categories.map((category) => thresholdOf(policy, category));
  const counter = new CellCounter();
  rows.cells.forEach((time, place, category, count) => counter.add(timeMap[time]!, placeMap[place]!, category, count));
  const cells: Cell[] = [];
  counter.forEach((time, place, category, count) => {
    const threshold = thresholds[category]!;
    cells.push({ time, place, category, rows: count, threshold, isSuppressed: count < threshold });
  });
  return cells;
}

/**
 * Adds to the cells below the threshold, if there are any, as many of the next smallest as it takes until what is left out
 * spans two cells and the largest threshold among them: a total minus what was released must not give back one small cell.
 */
function suppress(cells: Cell[], nameOf: (cell: Cell) => Group): void {
  let [suppressed, rows, needed] = [0, 0, 0];
  const count = (cell: Cell) => {
    suppressed += 1;
    rows += cell.rows;
    needed = Math.max(needed, cell.threshold);
  };
  for (const cell of cells) if (cell.isSuppressed) count(cell);
  const isSafe = () => suppressed === 0 || (suppressed >= 2 && rows >= needed);
  if (isSafe()) return;
  const others = cells.filter((cell) => !cell.isSuppressed);
  others.sort((a, b) => a.rows - b.rows || byCell(nameOf(a), nameOf(b)));
  for (const cell of others) {
    if (isSafe()) return;
    cell.isSuppressed = true;
    count(cell);
  }
}

function judge(step: LadderStep, cells: Cell[], policy: DepersonalisationPolicy): StepTried {
  let [rows, cellsBelow, rowsBelow, suppressedCells, suppressedRows] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    rows += cell.rows;
    if (cell.rows < cell.threshold) {
      cellsBelow += 1;
      rowsBelow += cell.rows;
    }
    if (cell.isSuppressed) {
      suppressedCells += 1;
      suppressedRows += cell.rows;
    }
  }
  const suppressedShare = suppressedRows / rows;
  const verdict = {
    step,
    cells: cells.length,
    cellsBelowThreshold: cellsBelow,
    rowsBelowThreshold: rowsBelow,
    suppressedCells,
    suppressedRows,
    suppressedShare,
    passes: suppressedRows < rows && suppressedShare <= policy.suppressionLimitShare,
  };
  return { ...verdict, explanation: explainTried(verdict, policy) };
}

function nameCell(cell: Cell, { time, place, categories }: CountedRows, step: LadderStep): NamedGroup {
  const area = place.label(place.levels.indexOf(step.place), cell.place);
  const period = time.label(time.levels.indexOf(step.time), cell.time).code;
  return { period, area: area.code, areaName: area.name, category: categories[cell.category]!, rows: cell.rows };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The order of a release tells nothing about the order of the file. */
const byCell = (a: Group, b: Group): number =>
  compareText(a.period, b.period) || compareText(a.area, b.area) || compareText(a.category, b.category);
