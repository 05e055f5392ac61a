import { accept, DomainError, refuse, RefusedError, type Result } from '@broker/kernel';
import { findIdentifier } from '../identifiers/find-identifiers.js';
import { kAnonymity, kMap } from '../models/k-anonymity.js';
import { distinctLDiversity, entropyLDiversity } from '../models/l-diversity.js';
import type { PrivacyModel } from '../models/privacy-model.js';
import { tCloseness } from '../models/t-closeness.js';
import type { Anonymisation, SearchBudget } from '../search/anonymisation.js';
import { applyLevels } from '../search/apply.js';
import type { GeneralisationHierarchy } from '../search/generalisation-hierarchy.js';
import { anonymise } from '../search/search.js';
import { columnOf, type Table } from '../search/table.js';
import { columnHierarchy } from './column-hierarchy.js';
import {
  quasiIdentifiersOf,
  type FileDefinition,
  type HierarchyDefinition,
  type ModelDefinition,
  type QuasiIdentifierColumn,
} from './definition.js';
import { classesAt, type BoundColumn, type RecordClasses } from './record-classes.js';
import type { RecordsRead } from './record-intake.js';

/** All that is needed to depersonalise records. */
export interface RecordRequest {
  definition: FileDefinition;
  read: RecordsRead;
  /** Rows of the hierarchy files, by the name of the file. */
  hierarchies: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** The population of a k-map, by the same quasi-identifiers. */
  population: Table | null;
  /** A clock in milliseconds, for the time budget. */
  now: () => number;
}

/** A quasi-identifier as it was searched. */
export interface SearchedColumn extends BoundColumn {
  hierarchy: GeneralisationHierarchy;
  finestAllowed: number;
  /** Whether a finer level was closed because its labels identify. */
  finerIdentifies: boolean;
}

/** What the search found, applied to the rows. */
export interface AppliedRecords {
  columns: SearchedColumn[];
  models: PrivacyModel[];
  found: Anonymisation;
  classes: RecordClasses;
  /** 1 for each class that is released. */
  kept: Uint8Array;
}

/**
 * Searches for the transformation that loses least and applies it: all rows stand on the same levels, and classes that fail a
 * model are suppressed.
 *
 * A level whose labels would themselves identify (a full postcode, a date of birth) is never released: its column begins above it.
 *
 * @returns the records, or a refusal: `depersonalisation/identifying-levels` when a column has no level left, those of
 *   hierarchies and those of `anonymise`
 */
export function applyDefinition(request: RecordRequest): Result<AppliedRecords> {
  try {
    return applied(request);
  } catch (error) {
    if (error instanceof RefusedError) return refuse(error.refusal);
    throw error;
  }
}

function applied({ definition, read, hierarchies, population, now }: RecordRequest): Result<AppliedRecords> {
  const { table } = read;
  if (table.rows === 0) throw new RefusedError(NOTHING_LEFT);
  const rowsOf = (of: HierarchyDefinition) => (of.kind === 'file' ? hierarchies.get(of.file) : undefined);
  const models = definition.models.map((model) => modelOf(model, table, population, rowsOf));
  const tables = population ? [table, population] : [table];
  const columns = quasiIdentifiersOf(definition).map((column) => searched(column, tables, rowsOf(column.hierarchy)));
  const quasiIdentifiers = quasiIdentifiersOf(definition).map(({ name, maxLevel, weight }, at) => ({
    column: name,
    hierarchy: columns[at]!.hierarchy,
    minLevel: columns[at]!.finestAllowed,
    ...(maxLevel !== null && { maxLevel }),
    weight,
  }));
  const { suppressionLimit, metric } = definition;
  const found = anonymise({
    table,
    quasiIdentifiers,
    models,
    suppressionLimit,
    metric,
    budget: budgetOf(definition, now),
  });
  if (!found.ok) return found;
  const levels = found.value.levels.map((level, at) => finestAlike(columns[at]!, level));
  const { suppressed, suppressedRows } = applyLevels(table, quasiIdentifiers, models, levels);
  if (suppressedRows !== found.value.suppressed)
    throw new DomainError('the search and its application suppress different rows');
  if (suppressedRows === table.rows) throw new RefusedError(NOTHING_LEFT);
  const classes = classesAt(table, population, columns, levels);
  const kept = Uint8Array.from(classes.firstRows, (row) => Number(suppressed[row] === 0));
  return accept({ columns, models, found: { ...found.value, levels }, classes, kept });
}

function searched(
  { name, hierarchy: definition, minLevel, maxLevel }: QuasiIdentifierColumn,
  tables: readonly Table[],
  rows: readonly (readonly string[])[] | undefined,
): SearchedColumn {
  const dictionaries = tables.map((table) => columnOf(table, name).labels);
  const hierarchy = columnHierarchy(definition, dictionaries.flat(), rows);
  const top = maxLevel ?? hierarchy.levels - 1;
  if (Math.max(minLevel, top) >= hierarchy.levels) throw new RefusedError(tooHigh(name));
  const bound = hierarchy.bind(name, dictionaries);
  let finestAllowed = minLevel;
  while (finestAllowed <= top && identifies(bound.labels(finestAllowed), name)) finestAllowed += 1;
  if (finestAllowed > top) throw new RefusedError(identifyingLevels(name));
  return { column: name, hierarchy, bound, finestAllowed, finerIdentifies: finestAllowed > minLevel };
}

/**
 * The finest allowed level that tells rows apart exactly as this one does. To a metric that measures the domain it may be a tie:
 * a column that holds the same value throughout loses nothing when it is withheld, and is of use only when it is not.
 */
function finestAlike({ bound, finestAllowed }: SearchedColumn, level: number): number {
  let finest = level;
  while (finest > finestAllowed && bound.size(finest - 1) === bound.size(level)) finest -= 1;
  return finest;
}

const budgetOf = ({ budget: { seconds, megabytes } }: FileDefinition, now: () => number): SearchBudget => ({
  ...(megabytes !== null && { bytes: megabytes * 2 ** 20 }),
  ...(seconds !== null && { milliseconds: seconds * 1000, now }),
});

const identifies = (labels: readonly string[], column: string): boolean =>
  labels.some((label) => findIdentifier(label, column) !== null);

function modelOf(
  model: ModelDefinition,
  table: Table,
  population: Table | null,
  rowsOf: (of: HierarchyDefinition) => readonly (readonly string[])[] | undefined,
): PrivacyModel {
  switch (model.kind) {
    case 'k-anonymity':
      return kAnonymity(model.k);
    case 'k-map':
      if (!population) throw new DomainError('a k-map needs its population');
      return kMap(model.k, population);
    case 'distinct-l-diversity':
      return distinctLDiversity(model.column, model.l);
    case 'entropy-l-diversity':
      return entropyLDiversity(model.column, model.l);
    default: {
      const { hierarchy, column, t } = model;
      const { labels } = columnOf(table, column);
      return tCloseness(column, t, hierarchy ? columnHierarchy(hierarchy, labels, rowsOf(hierarchy)) : undefined);
    }
  }
}

const NOTHING_LEFT = {
  code: 'depersonalisation/nothing-left',
  clause: 'ISA-9',
  message: 'No row is left to release: every row holds an identifier or stands in a class that is too small.',
  mend: 'Look at the roles of the columns; put more periods or areas together in one file.',
} as const;

const tooHigh = (column: string) =>
  ({
    code: 'depersonalisation/no-such-level',
    clause: 'ISA-9',
    message: `The definition asks for a level of column "${column}" that its hierarchy does not have.`,
    mend: 'Lower minLevel or maxLevel: the first level is 0, and the last is one less than the cells in a row of the hierarchy.',
    where: { column },
  }) as const;

const identifyingLevels = (column: string) =>
  ({
    code: 'depersonalisation/identifying-levels',
    clause: 'ISA-9',
    message: `Every level of column "${column}" that the definition allows holds identifiers.`,
    mend: 'Raise maxLevel, choose another hierarchy, or give the column the role "identifying".',
    where: { column },
  }) as const;
