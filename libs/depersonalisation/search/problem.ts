import { DomainError } from '@broker/kernel';
import { DiscernibilityBounds } from '../metrics/discernibility.js';
import { LOSS } from '../metrics/loss.js';
import { PRECISION } from '../metrics/precision.js';
import type { AnonymisationRequest, QuasiIdentifier } from './anonymisation.js';
import type { Bounds } from './bounds.js';
import { ClassConditions } from './class-conditions.js';
import { ColumnBounds } from './column-bounds.js';
import type { BoundHierarchy } from './generalisation-hierarchy.js';
import { Lattice } from './lattice.js';
import { NodeChecker } from './node-check.js';
import { codesFor, type Codes, type RowSource } from './row-source.js';
import type { Snapshot } from './snapshot.js';
import { columnOf, type Table, type TableColumn } from './table.js';

/** A request, ready to be searched. */
export interface Problem {
  lattice: Lattice;
  bounds: Bounds;
  checker: NodeChecker;
  hierarchies: readonly BoundHierarchy[];
  base: Snapshot;
  rows: number;
  /** Most rows that may be suppressed. */
  mostSuppressed: number;
}

/** Puts a request into arrays. Refusals (RefusedError): those of hierarchies and of the lattice. */
export function prepare(request: AnonymisationRequest): Problem {
  const { table, quasiIdentifiers, models, suppressionLimit = 0 } = request;
  if (quasiIdentifiers.length === 0) throw new DomainError('there are no quasi-identifiers');
  if (!(suppressionLimit >= 0 && suppressionLimit <= 1))
    throw new DomainError('a suppression limit lies between 0 and 1');
  const conditions = new ClassConditions(table, models);
  const tables = conditions.population ? [table, conditions.population] : [table];
  const hierarchies = quasiIdentifiers.map(({ column, hierarchy }) =>
    hierarchy.bind(
      column,
      tables.map((each) => columnOf(each, column).labels),
    ),
  );
  const floors = quasiIdentifiers.map(({ minLevel = 0 }) => minLevel);
  const ceilings = quasiIdentifiers.map(({ maxLevel, hierarchy }) =>
    Math.min(maxLevel ?? Infinity, hierarchy.levels - 1),
  );
  if (floors.some((floor, column) => !(floor >= 0 && floor <= ceilings[column]!))) {
    throw new DomainError('a floor lies above its ceiling');
  }
  const lattice = new Lattice(floors, ceilings);
  const checker = new NodeChecker(hierarchies, conditions);
  const source = sourceOf(tables, quasiIdentifiers, hierarchies, conditions);
  const base = checker.snapshot(source, Uint8Array.from(floors)).ordered();
  return {
    lattice,
    bounds: boundsOf(request, hierarchies, lattice),
    checker,
    hierarchies,
    base,
    rows: table.rows,
    mostSuppressed: Math.floor(suppressionLimit * table.rows),
  };
}

function boundsOf(
  { table, quasiIdentifiers, metric }: AnonymisationRequest,
  hierarchies: readonly BoundHierarchy[],
  lattice: Lattice,
): Bounds {
  if (metric === 'discernibility') return new DiscernibilityBounds(hierarchies, lattice, table.rows);
  const weights = quasiIdentifiers.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const columns = quasiIdentifiers.map(({ column, weight = 1 }, index) => ({
    hierarchy: hierarchies[index]!,
    weightShare: weight / weights,
    histogram: histogramAt(columnOf(table, column), hierarchies[index]!, lattice.floors[index]!),
  }));
  return new ColumnBounds(metric === 'precision' ? PRECISION : LOSS, columns, lattice, table.rows);
}

function histogramAt({ codes, labels }: TableColumn, hierarchy: BoundHierarchy, level: number): Float64Array {
  const rows = new Float64Array(labels.length);
  for (let row = 0; row < codes.length; row++) rows[codes[row]!]! += 1;
  const histogram = new Float64Array(hierarchy.size(level));
  hierarchy.codes(0, level).forEach((code, label) => (histogram[code]! += rows[label]!));
  return histogram;
}

/** The rows of the table, and of the population after them, as they were read: each column a pack of its own. */
export function sourceOf(
  tables: readonly Table[],
  quasiIdentifiers: readonly QuasiIdentifier[],
  hierarchies: readonly BoundHierarchy[],
  conditions: ClassConditions,
): RowSource {
  const shared = tables.length > 1;
  const columns = quasiIdentifiers.map(({ column }, index) => {
    const parts = tables.map((table) => columnOf(table, column));
    return shared ? joined(parts, hierarchies[index]!) : parts[0]!.codes;
  });
  const sizes = quasiIdentifiers.map(({ column }, index) =>
    shared ? hierarchies[index]!.size(0) : columnOf(tables[0]!, column).labels.length,
  );
  const packs = sizes.map((size, column) => ({ columns: [column], factors: [1], size, lane: 0, laneFactor: 1 }));
  return {
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    layout: { packs, laneSizes: [1] },
    packed: columns,
    sizes,
    counts: null,
    payload: conditions.payload?.codes ?? null,
    up: (column, level) => (shared ? hierarchies[column]!.up(0, level) : hierarchies[column]!.codes(0, level)),
  };
}

function joined(parts: readonly TableColumn[], hierarchy: BoundHierarchy): Codes {
  const all = codesFor(
    hierarchy.size(0),
    parts.reduce((sum, { codes }) => sum + codes.length, 0),
  );
  let at = 0;
  parts.forEach(({ codes }, dictionary) => {
    const codeOf = hierarchy.codes(dictionary, 0);
    for (let row = 0; row < codes.length; row++) all[at++] = codeOf[codes[row]!]!;
  });
  return all;
}
