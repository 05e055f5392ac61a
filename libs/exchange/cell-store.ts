import type { Group } from '@broker/depersonalisation';
import type { EntityManager } from 'typeorm';
import type { CellFilter } from './domain/cell-filter.js';
import type { Depersonalised } from './domain/intake.js';

/** A cell as pages and interfaces show it; `rows` is null when it is suppressed. */
export interface StoredCell {
  position: number;
  period: string;
  area: string;
  areaName: string;
  category: string;
  rows: number | null;
}

/** Writes the cells of a checked file in the caller's transaction: released ones with their number, suppressed ones without. */
export async function storeCells(manager: EntityManager, submissionId: string, file: Depersonalised): Promise<void> {
  const cells = [
    ...file.groups.map((group) => ({ ...group, kept: group.rows as number | null })),
    ...file.suppressed.map((group) => ({ ...group, kept: null })),
  ].sort((a, b) => compare(a.period, b.period) || compare(a.area, b.area) || compare(a.category, b.category));
  await manager.query(
    `INSERT INTO depersonalised_cell (submission_id, position, period, area, area_name, category, row_count)
     SELECT $1, cell.position, cell.period, cell.area, cell.area_name, cell.category, cell.row_count
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
            WITH ORDINALITY AS cell (period, area, area_name, category, row_count, position)`,
    [
      submissionId,
      cells.map((cell) => cell.period),
      cells.map((cell) => cell.area),
      cells.map((cell) => cell.areaName),
      cells.map((cell) => cell.category),
      cells.map((cell) => cell.kept),
    ],
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The groups of a submission as they are stored, for the gate: those that would reach a partner. */
export function storedGroups(manager: EntityManager, submissionId: string): Promise<Group[]> {
  return manager.query<Group[]>(
    `SELECT period, area, category, row_count AS rows FROM depersonalised_cell
      WHERE submission_id = $1 AND row_count IS NOT NULL ORDER BY position`,
    [submissionId],
  );
}

/** The cells of a submission that are told as suppressed. */
export function storedMarks(manager: EntityManager, submissionId: string): Promise<Omit<Group, 'rows'>[]> {
  return manager.query<Omit<Group, 'rows'>[]>(
    `SELECT period, area, category FROM depersonalised_cell
      WHERE submission_id = $1 AND row_count IS NULL ORDER BY position`,
    [submissionId],
  );
}

/** The cells of a submission that a filter leaves, in order; from the one after `afterPosition`, at most `limit`. */
export function cellsOf(
  manager: EntityManager,
  submissionId: string,
  filter: CellFilter = {},
  page: { afterPosition?: number; limit?: number } = {},
): Promise<StoredCell[]> {
  return manager.query<StoredCell[]>(
    `SELECT position, period, area, area_name AS "areaName", category, row_count AS rows
       FROM depersonalised_cell WHERE ${FILTERED} AND position > $6 ORDER BY position LIMIT $7`,
    [...filterValues(submissionId, filter), page.afterPosition ?? 0, page.limit ?? null],
  );
}

/** How many rows a filter leaves, in how many cells, and how many of those cells are suppressed. */
export async function totalsOf(
  manager: EntityManager,
  submissionId: string,
  filter: CellFilter,
): Promise<{ rows: number; cells: number; suppressedCells: number }> {
  const [totals] = await manager.query<[{ rows: number; cells: number; suppressedCells: number }]>(
    `SELECT coalesce(sum(row_count), 0)::int AS rows, count(*)::int AS cells,
            (count(*) - count(row_count))::int AS "suppressedCells"
       FROM depersonalised_cell WHERE ${FILTERED}`,
    filterValues(submissionId, filter),
  );
  return totals;
}

const FILTERED = `submission_id = $1 AND ($2::text IS NULL OR area = $2 OR area_name = $2)
  AND ($3::text IS NULL OR period >= $3) AND ($4::text IS NULL OR period <= $4) AND ($5::text IS NULL OR category = $5)`;

const filterValues = (submissionId: string, filter: CellFilter) => [
  submissionId,
  filter.area ?? null,
  filter.from ?? null,
  filter.to ?? null,
  filter.category ?? null,
];
