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
  /** Groups of no row that are told as suppressed, so that no category stands alone in a period and area. */
  hiddenZeros: NamedGroup[];
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

/** What a step costs: its cells and rows, those below the threshold, and those left out in all. */
interface Tally {
  cells: number;
  rows: number;
  cellsBelow: number;
  rowsBelow: number;
  suppressedCells: number;
  suppressedRows: number;
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
  const thresholds = rows.categories.map((category) => thresholdOf(policy, category));
  const tried: StepTried[] = [];
  for (const step of policy.ladder) {
    const counter = countAt(rows, step);
    if (counter.size === 0) return refuse(NOTHING_TO_RELEASE);
    let tally = tallyOf(counter, thresholds);
    let verdict = judge(step, tally, policy);
    const nameOf = (cell: Cell) => nameCell(cell, rows, step);
    // The many cells of a step that already costs too much are never made into objects.
    const cells = verdict.passes ? cellsOf(counter, thresholds) : [];
    if (verdict.passes) {
      tally = suppressFurther(cells, tally, nameOf);
      verdict = judge(step, tally, policy);
    }
    tried.push(verdict);
    if (!verdict.passes) continue;
    const [released, suppressed] = [
      cells.filter((cell) => !cell.isSuppressed),
      cells.filter((cell) => cell.isSuppressed),
    ];
    return accept({
      tried,
      chosen: verdict,
      released: released.map(nameOf).sort(byCell),
      suppressed: suppressed.map(nameOf).sort(byCell),
      hiddenZeros: zerosToHide(cells, thresholds).map(nameOf).sort(byCell),
    });
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

/** Counts rows anew at a step of the ladder. */
export function countAt(rows: CountedRows, step: LadderStep): CellCounter {
  const timeMap = rows.time.levelMap(rows.time.levels.indexOf(step.time));
  const placeMap = rows.place.levelMap(rows.place.levels.indexOf(step.place));
  const counter = new CellCounter();
  rows.cells.forEach((time, place, category, count) => counter.add(timeMap[time]!, placeMap[place]!, category, count));
  return counter;
}

function tallyOf(counter: CellCounter, thresholds: readonly number[]): Tally {
  let [rows, cellsBelow, rowsBelow] = [0, 0, 0];
  counter.forEach((_time, _place, category, count) => {
    rows += count;
    if (count >= thresholds[category]!) return;
    cellsBelow += 1;
    rowsBelow += count;
  });
  return { cells: counter.size, rows, cellsBelow, rowsBelow, suppressedCells: cellsBelow, suppressedRows: rowsBelow };
}

function cellsOf(counter: CellCounter, thresholds: readonly number[]): Cell[] {
  const cells: Cell[] = [];
  counter.forEach((time, place, category, rows) => {
    const threshold = thresholds[category]!;
    cells.push({ time, place, category, rows, threshold, isSuppressed: rows < threshold });
  });
  return cells;
}

/**
 * Adds to the cells below the threshold, if there are any, as many of the next smallest as it takes until the rows left out
 * reach the largest threshold among them. They then lie in two cells at least, since none reaches its own threshold alone: a
 * total minus what was released must not give back one small cell.
 */
function suppressFurther(cells: Cell[], tally: Tally, nameOf: (cell: Cell) => Group): Tally {
  let { suppressedCells, suppressedRows } = tally;
  let needed = 0;
  for (const cell of cells) if (cell.isSuppressed) needed = Math.max(needed, cell.threshold);
  if (suppressedRows >= needed) return tally;
  const others = cells.filter((cell) => !cell.isSuppressed);
  others.sort((a, b) => a.rows - b.rows || byCell(nameOf(a), nameOf(b)));
  for (const cell of others) {
    if (suppressedRows >= needed) break;
    cell.isSuppressed = true;
    suppressedCells += 1;
    suppressedRows += cell.rows; // reaches the threshold of this cell in any case
  }
  return { ...tally, suppressedCells, suppressedRows };
}

/**
 * Where one category is all there is in a period and area, knowing that somebody was there then would tell what happened, whether
 * the number is told or not. The zeros of the file's other categories are suppressed there too, so that a suppressed cell leaves
 * open whether there was any.
 */
function zerosToHide(cells: readonly Cell[], thresholds: readonly number[]): Cell[] {
  const only = new Map<string, Cell | null>();
  for (const cell of cells) {
    const key = `${cell.time}|${cell.place}`;
    only.set(key, only.has(key) ? null : cell);
  }
  return [...only.values()].flatMap((cell) => {
    if (!cell) return [];
    const zeros = thresholds.map((threshold, category) => ({
      ...cell,
      category,
      threshold,
      rows: 0,
      isSuppressed: true,
    }));
    return zeros.filter(({ category }) => category !== cell.category);
  });
}

function judge(step: LadderStep, tally: Tally, policy: DepersonalisationPolicy): StepTried {
  const suppressedShare = tally.suppressedRows / tally.rows;
  const verdict = {
    step,
    cells: tally.cells,
    cellsBelowThreshold: tally.cellsBelow,
    rowsBelowThreshold: tally.rowsBelow,
    suppressedCells: tally.suppressedCells,
    suppressedRows: tally.suppressedRows,
    suppressedShare,
    passes: tally.suppressedRows < tally.rows && suppressedShare <= policy.suppressionLimitShare,
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
