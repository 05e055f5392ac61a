import type { CountedRows } from '../enforce.js';
import type { Group, LadderStep } from '../policy.js';
import type { QuestionError } from './utility-figures.js';

/** Rows by area and period, at the precision of the release. */
export const errorByArea = (released: readonly Group[], suppressed: readonly Group[]): QuestionError =>
  errorOf('area-and-period', released, suppressed, ({ period, area }) => `${period}|${area}`);

/** Rows by category and period, at the precision of the release. */
export const errorByCategory = (released: readonly Group[], suppressed: readonly Group[]): QuestionError =>
  errorOf('category-and-period', released, suppressed, ({ period, category }) => `${period}|${category}`);

/**
 * Rows by the finest areas and periods of the file, as somebody would answer who spreads each released number evenly over the
 * finer areas and periods in it.
 */
export function errorAtFinest(
  { cells, time, place }: CountedRows,
  step: LadderStep,
  released: readonly Group[],
): QuestionError {
  const [timeLevel, placeLevel] = [time.levels.indexOf(step.time), place.levels.indexOf(step.place)];
  const [timeMap, placeMap] = [time.levelMap(timeLevel), place.levelMap(placeLevel)];
  const [timesIn, placesIn] = [partsOf(timeMap, time.size(timeLevel)), partsOf(placeMap, place.size(placeLevel))];
  const told = sums(released, ({ period, area }) => `${period}|${area}`);
  const truth = new Map<number, number>();
  const answer = new Map<number, number>();
  cells.forEach((t, p, _category, rows) => {
    const key = t * place.size(0) + p;
    truth.set(key, (truth.get(key) ?? 0) + rows);
    if (answer.has(key)) return;
    const [period, area] = [time.label(timeLevel, timeMap[t]!).code, place.label(placeLevel, placeMap[p]!).code];
    const parts = timesIn[timeMap[t]!]! * placesIn[placeMap[p]!]!;
    answer.set(key, (told.get(`${period}|${area}`) ?? 0) / parts);
  });
  return compare('finest-area-and-period', truth, answer);
}

/** How many finest codes each code of a level holds. */
export function partsOf(map: Uint32Array, size: number): Uint32Array {
  const parts = new Uint32Array(size);
  for (const code of map) parts[code] = parts[code]! + 1;
  return parts;
}

function errorOf(
  question: QuestionError['question'],
  released: readonly Group[],
  suppressed: readonly Group[],
  keyOf: (group: Group) => string,
): QuestionError {
  const marked = new Set(suppressed.map(keyOf));
  return compare(question, sums([...released, ...suppressed], keyOf), sums(released, keyOf), marked);
}

function sums(groups: readonly Group[], keyOf: (group: Group) => string): Map<string, number> {
  const found = new Map<string, number>();
  for (const group of groups) found.set(keyOf(group), (found.get(keyOf(group)) ?? 0) + group.rows);
  return found;
}

function compare<Key>(
  question: QuestionError['question'],
  truth: ReadonlyMap<Key, number>,
  answer: ReadonlyMap<Key, number>,
  marked: ReadonlySet<Key> = new Set(),
): QuestionError {
  let [exactAnswers, sum, worstRelativeError] = [0, 0, 0];
  for (const [key, rows] of truth) {
    const error = Math.abs(rows - (answer.get(key) ?? 0)) / Math.max(1, rows);
    if (error === 0 && !marked.has(key)) exactAnswers += 1;
    sum += error;
    worstRelativeError = Math.max(worstRelativeError, error);
  }
  const answers = truth.size;
  return { question, answers, exactAnswers, meanRelativeError: sum / Math.max(1, answers), worstRelativeError };
}
