import type { CountedRows } from '../enforce.js';
import type { Group, LadderStep } from '../policy.js';
import { errorAtFinest, errorByArea, errorByCategory, partsOf } from './question-error.js';
import type { ReleaseUtility } from './utility-figures.js';

/** Period, area and category. */
const COLUMNS = 3;

/**
 * What is lost between counted rows and their release at one step. `released` and `suppressed` are the groups at that step; those
 * of no row that are told as suppressed are among the latter.
 */
export function releaseUtility(
  counted: CountedRows,
  step: LadderStep,
  released: readonly Group[],
  suppressed: readonly Group[],
): ReleaseUtility {
  const [shown, hidden] = [rowsOf(released), rowsOf(suppressed)];
  const rows = shown + hidden;
  const perRow = (sum: number): number => (rows === 0 ? 0 : sum / (rows * COLUMNS));
  const lost = lossInValues(counted, step);
  const moved = movedUp(counted, step);
  const questions = [errorByArea(released, suppressed), errorByCategory(released, suppressed)];
  const isFinest = moved === 0;
  return {
    rowsSuppressedShare: rows === 0 ? 0 : hidden / rows,
    cellsShownShare: released.length / Math.max(1, released.length + suppressed.length),
    precision: 1 - perRow(shown * moved + hidden * COLUMNS),
    loss: perRow(released.reduce((sum, group) => sum + group.rows * lost(group), hidden * COLUMNS)),
    discernibility: released.reduce((sum, group) => sum + group.rows ** 2, hidden * rows),
    questions: isFinest ? questions : [...questions, errorAtFinest(counted, step, released)],
  };
}

const rowsOf = (groups: readonly Group[]): number => groups.reduce((sum, { rows }) => sum + rows, 0);

/** How far up its hierarchy a released row was moved, added over its columns; the top is a value left out altogether. */
const movedUp = ({ time, place }: CountedRows, step: LadderStep): number =>
  time.levels.indexOf(step.time) / time.levels.length + place.levels.indexOf(step.place) / place.levels.length;

/** For a group, the share of other values it is confused with, added over its columns. */
function lossInValues({ time, place }: CountedRows, step: LadderStep): (group: Group) => number {
  const lossesAt = (hierarchy: CountedRows['time'], level: number): Map<string, number> => {
    const parts = partsOf(hierarchy.levelMap(level), hierarchy.size(level));
    const others = Math.max(1, hierarchy.size(0) - 1);
    return new Map([...parts].map((values, code) => [hierarchy.label(level, code).code, (values - 1) / others]));
  };
  const byPeriod = lossesAt(time, time.levels.indexOf(step.time));
  const byArea = lossesAt(place, place.levels.indexOf(step.place));
  return ({ period, area }) => (byPeriod.get(period) ?? 0) + (byArea.get(area) ?? 0);
}
