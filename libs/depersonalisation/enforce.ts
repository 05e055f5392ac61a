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
}

/**
 * Walks the ladder, finest step first, and stops at the first step at which leaving out the cells below the threshold costs no
 * more rows than the policy allows. The whole file stands on that one step: mixing steps within a release can be undone by
 * comparing its parts.
 *
 * @returns the groups to release and those to leave out, or a refusal `depersonalisation/nothing-to-release` (no rows) or
 *   `depersonalisation/ladder-exhausted` (no step passes), both under the clause of the policy (ISA-9)
 */
export function enforce(rows: CountedRows, policy: DepersonalisationPolicy): Result<Enforced> {
  const tried: StepTried[] = [];
  for (const step of policy.ladder) {
    const cells = cellsAt(rows, step, policy);
    const total = cells.reduce((sum, cell) => sum + cell.rows, 0);
    if (total === 0) return refuse(NOTHING_TO_RELEASE);
    const suppressed = cellsToSuppress(cells);
    const verdict = judge(step, cells, suppressed, total, policy);
    tried.push(verdict);
    if (!verdict.passes) continue;
    const named = (chosen: Cell[]) => chosen.map((cell) => nameCell(cell, rows, step)).sort(byCell);
    const released = cells.filter((cell) => !suppressed.has(cell));
    return accept({ tried, chosen: verdict, released: named(released), suppressed: named([...suppressed]) });
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
  const time = rows.time.levelMap(rows.time.levels.indexOf(step.time));
  const place = rows.place.levelMap(rows.place.levels.indexOf(step.place));
  const thresholds = rows.categories.map((category) => thresholdOf(policy, category));
  const counter = new CellCounter();
  rows.cells.forEach((t, p, category, count) => counter.add(time[t]!, place[p]!, category, count));
  const cells: Cell[] = [];
  counter.forEach((t, p, category, count) =>
    cells.push({ time: t, place: p, category, rows: count, threshold: thresholds[category]! }),
  );
  return cells;
}

/**
 * The cells below the threshold and, if there are any, as many of the next smallest as it takes until what is left out spans
 * two cells and the largest threshold among them: a total minus what was released must not give back one small cell.
 */
function cellsToSuppress(cells: Cell[]): Set<Cell> {
  const suppressed = new Set(cells.filter((cell) => cell.rows < cell.threshold));
  if (suppressed.size === 0) return suppressed;
  let rows = 0;
  let needed = 0;
  for (const cell of suppressed) {
    rows += cell.rows;
    needed = Math.max(needed, cell.threshold);
  }
  if (suppressed.size >= 2 && rows >= needed) return suppressed;
  const others = cells.filter((cell) => !suppressed.has(cell)).sort((a, b) => a.rows - b.rows || compareCodes(a, b));
  for (const cell of others) {
    if (suppressed.size >= 2 && rows >= needed) break;
    suppressed.add(cell);
    rows += cell.rows;
    needed = Math.max(needed, cell.threshold);
  }
  return suppressed;
}

const compareCodes = (a: Cell, b: Cell): number => a.time - b.time || a.place - b.place || a.category - b.category;

function judge(
  step: LadderStep,
  cells: Cell[],
  suppressed: Set<Cell>,
  total: number,
  policy: DepersonalisationPolicy,
): StepTried {
  const below = cells.filter((cell) => cell.rows < cell.threshold);
  const suppressedRows = [...suppressed].reduce((sum, cell) => sum + cell.rows, 0);
  const share = suppressedRows / total;
  const verdict = {
    step,
    cells: cells.length,
    cellsBelowThreshold: below.length,
    rowsBelowThreshold: below.reduce((sum, cell) => sum + cell.rows, 0),
    suppressedCells: suppressed.size,
    suppressedRows,
    suppressedShare: share,
    passes: share <= policy.suppressionLimitShare && suppressedRows < total,
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
