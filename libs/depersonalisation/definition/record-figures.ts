import { homogeneityOf, type Homogeneity } from '../risk/homogeneity.js';
import {
  journalistRisk,
  marketerRisk,
  prosecutorRisk,
  sampleUniqueness,
  smallestGroup,
  type RiskGroup,
} from '../risk/reidentification.js';
import { columnOf, type Table } from '../search/table.js';
import type { BoundColumn, RecordClasses } from './record-classes.js';
import type { CountError, RecordRisk } from './record-report.js';

/**
 * Risk of the classes that are told. Where a population is known, journalist and marketer are reckoned against it.
 * @param kept 1 for each class that is told; null: all are
 */
export function recordRisk(
  { sizes, populationSizes }: RecordClasses,
  kept: Uint8Array | null,
  threshold: number,
): RecordRisk {
  const groups: RiskGroup[] = [];
  sizes.forEach((size, id) => {
    if (size > 0 && (!kept || kept[id] === 1)) {
      const populationSize = Math.max(size, populationSizes[id]!);
      groups.push({ size, populationSize });
    }
  });
  return {
    classes: groups.length,
    smallestClass: smallestGroup(groups),
    uniqueShare: sampleUniqueness(groups),
    prosecutor: prosecutorRisk(groups, threshold),
    journalist: journalistRisk(groups, threshold),
    marketer: marketerRisk(groups),
  };
}

/** Released classes in which one value of a sensitive column is all there is. */
export function recordHomogeneity(
  table: Table,
  { classOf }: RecordClasses,
  kept: Uint8Array,
  column: string,
): Homogeneity {
  const { codes, labels } = columnOf(table, column);
  const rows = new Map<number, number>();
  classOf.forEach((id, row) => {
    if (kept[id] !== 1) return;
    const key = id * labels.length + codes[row]!;
    rows.set(key, (rows.get(key) ?? 0) + 1);
  });
  const groups = new Map<number, { valueRows: number[] }>();
  for (const [key, count] of rows) {
    const id = Math.floor(key / labels.length);
    const known = groups.get(id);
    if (known) known.valueRows.push(count);
    else groups.set(id, { valueRows: [count] });
  }
  return homogeneityOf(groups.values());
}

/** How far suppression falsifies the number of rows of each value of a quasi-identifier, at the level released. */
export function countError(
  table: Table,
  { column, bound }: BoundColumn,
  level: number,
  isReleased: (row: number) => boolean,
): CountError {
  const { codes } = columnOf(table, column);
  const codeOf = bound.codes(0, level);
  const [before, after] = [new Float64Array(bound.size(level)), new Float64Array(bound.size(level))];
  codes.forEach((code, row) => {
    before[codeOf[code]!]! += 1;
    if (isReleased(row)) after[codeOf[code]!]! += 1;
  });
  const errors = [...before].flatMap((rows, code) => (rows === 0 ? [] : [(rows - after[code]!) / rows]));
  return {
    column,
    answers: errors.length,
    exactAnswers: errors.filter((error) => error === 0).length,
    meanRelativeError: errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length),
    worstRelativeError: errors.reduce((worst, error) => Math.max(worst, error), 0),
  };
}
