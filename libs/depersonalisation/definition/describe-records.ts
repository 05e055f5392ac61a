import { findIdentifier } from '../identifiers/find-identifiers.js';
import { ENGINE_VERSION } from '../report.js';
import { columnOf, type Table } from '../search/table.js';
import type { ColumnDefinition } from './definition.js';
import { classesAt } from './record-classes.js';
import { countError, recordHomogeneity, recordRisk } from './record-figures.js';
import type { AppliedRecords, RecordRequest, SearchedColumn } from './record-release.js';
import type { ColumnReport, RecordReport } from './record-report.js';
import { levelNamesOf } from './value-kinds.js';

/** A value that fewer rows share is no example. */
const LEAST_FOR_EXAMPLE = 10;

/** Says what was done to a file of records. */
export function describeRecords(
  { definition, read, population }: RecordRequest,
  applied: AppliedRecords,
): RecordReport {
  const { table, rowsIn, identified } = read;
  const { classes, kept, columns, found, models } = applied;
  const { rows, suppressed, peakCacheBytes: _, ...search } = found;
  const isReleased = (row: number): boolean => kept[classes.classOf[row]!] === 1;
  const threshold = 1 / Math.max(2, ...definition.models.map((model) => ('k' in model ? model.k : 2)));
  const untouched = classesAt(
    table,
    population,
    columns,
    columns.map(() => 0),
  );
  const heights = columns.map(({ hierarchy }, at) =>
    hierarchy.levels > 1 ? found.levels[at]! / (hierarchy.levels - 1) : 0,
  );
  const released = rows - suppressed;
  const height = heights.reduce((sum, each) => sum + each, 0) / heights.length;
  const squares = classes.sizes.reduce((sum, size, id) => sum + size * (kept[id] === 1 ? size : rows), 0);
  return {
    engineVersion: ENGINE_VERSION,
    clause: 'ISA-9',
    rowsIn,
    rowsIdentified: rowsIn - rows,
    identified,
    rowsSuppressed: suppressed,
    rowsReleased: released,
    models: models.map(({ name }) => name),
    suppressionLimit: definition.suppressionLimit,
    columns: definition.columns.map((column) => columnReport(column, table, applied)),
    search,
    risk: {
      threshold,
      before: recordRisk(untouched, null, threshold),
      after: recordRisk(classes, kept, threshold),
      homogeneity: definition.columns.flatMap(({ name, role }) =>
        role === 'sensitive' ? [{ column: name, ...recordHomogeneity(table, classes, kept, name) }] : [],
      ),
    },
    utility: {
      rowsSuppressedShare: suppressed / rows,
      precision: (1 - height) * (released / rows),
      discernibility: squares / rows ** 2,
      counts: columns.map((column, at) => countError(table, column, found.levels[at]!, isReleased)),
    },
  };
}

const TREATMENTS: Record<Exclude<ColumnDefinition['role'], 'quasi-identifier'>, string> = {
  sensitive: 'kept as it is',
  other: 'kept as it is',
  identifying: 'left out',
  'free-text': 'left out',
};

function columnReport(column: ColumnDefinition, table: Table, { columns, found }: AppliedRecords): ColumnReport {
  const { name, role } = column;
  if (column.role === 'free-text' && column.redact)
    return { column: name, role, treatment: 'kept, with what was recognised as an identifier replaced' };
  if (column.role !== 'quasi-identifier') return { column: name, role, treatment: TREATMENTS[column.role] };
  const at = columns.findIndex((searched) => searched.column === name);
  const [searched, level] = [columns[at]!, found.levels[at]!];
  const top = searched.hierarchy.levels - 1;
  const names = levelNamesOf(column.hierarchy);
  const levelName = names?.[level] ?? (level === 0 ? 'as it is' : null);
  return {
    column: name,
    role,
    treatment: levelName ? `${levelName} (level ${level} of ${top})` : `level ${level} of ${top} of its hierarchy`,
    generalisation: {
      level,
      top,
      levelName,
      finestAllowed: searched.finestAllowed,
      finerIdentifies: searched.finerIdentifies,
      valuesBefore: columnOf(table, name).labels.length,
      valuesAfter: searched.bound.size(level),
      example: exampleOf(table, searched, level),
    },
  };
}

/** The most frequent value; one that few share, or that identifies, is not told. */
function exampleOf(
  table: Table,
  { column, bound }: SearchedColumn,
  level: number,
): { before: string; after: string } | null {
  const { codes, labels } = columnOf(table, column);
  const rows = new Uint32Array(labels.length);
  for (const code of codes) rows[code]! += 1;
  let most = 0;
  rows.forEach((count, code) => (most = count > rows[most]! ? code : most));
  const before = labels[most]!;
  if (rows[most]! < LEAST_FOR_EXAMPLE || before === '' || findIdentifier(before, column) !== null) return null;
  return { before, after: bound.labels(level)[bound.codes(0, level)[most]!]! };
}
