import { columnOf, type Table } from '../search/table.js';
import { columnHierarchy } from './column-hierarchy.js';
import { quasiIdentifiersOf } from './definition.js';
import { classKey, type RecordClaim } from './record-gate.js';
import type { AppliedRecords, RecordRequest } from './record-release.js';

/** What the gate is to hold the rows against; worked out without the classes of the search. */
export function claimOf(request: RecordRequest, applied: AppliedRecords): RecordClaim {
  const { definition, hierarchies, population, read } = request;
  const { found } = applied;
  const closeness = definition.models.flatMap((model) => (model.kind === 't-closeness' ? [model] : []));
  const totals = new Map(closeness.map(({ column }) => [column, totalsOf(read.table, column)]));
  const rowsOf = closeness.flatMap(({ column, hierarchy }) => {
    if (!hierarchy) return [];
    const rows = hierarchy.kind === 'file' ? hierarchies.get(hierarchy.file) : undefined;
    return [[column, columnHierarchy(hierarchy, columnOf(read.table, column).labels, rows).rows] as const];
  });
  return {
    columns: read.columns,
    rows: found.rows - found.suppressed,
    classes: found.classes,
    smallestClass: found.smallestClass,
    sensitiveTotals: totals,
    sensitiveHierarchies: new Map(rowsOf),
    population: population && populationByClass(request, applied, population),
  };
}

function totalsOf(table: Table, name: string): Map<string, number> {
  const { codes, labels } = columnOf(table, name);
  const totals = new Map<string, number>();
  for (const code of codes) totals.set(labels[code]!, (totals.get(labels[code]!) ?? 0) + 1);
  return totals;
}

function populationByClass(
  { definition }: RecordRequest,
  { columns, found: { levels } }: AppliedRecords,
  population: Table,
): Map<string, number> {
  const labelled = quasiIdentifiersOf(definition).map(({ name }, at) => {
    const { codes, labels } = columnOf(population, name);
    const released = new Map(columns[at]!.hierarchy.rows.map((row) => [row[0]!, row[levels[at]!]!]));
    return (row: number): string => released.get(labels[codes[row]!]!) ?? '';
  });
  const members = new Map<string, number>();
  for (let row = 0; row < population.rows; row++) {
    const key = classKey(labelled.map((labelOf) => labelOf(row)));
    members.set(key, (members.get(key) ?? 0) + 1);
  }
  return members;
}
