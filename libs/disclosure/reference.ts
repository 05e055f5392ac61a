import { asSystemWithin } from '@broker/platform';
import type { EntityManager } from 'typeorm';

/** Tables whose rows people call by a number of the partnership and year. */
type Numbered = 'foi_request' | 'subject_access' | 'onward_request' | 'disposal_certificate';

/**
 * The next reference of a table in a partnership: `F-2026-0001`. Counted over all rows, also those that the actor may not see; two that
 * count at the same time wait for each other.
 */
export async function nextReference(
  manager: EntityManager,
  { table, letter, partnershipId, year }: { table: Numbered; letter: string; partnershipId: string; year: string },
): Promise<string> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${table} ${partnershipId}`]);
  const begin = `${letter}-${year}-`;
  const [{ last }] = await asSystemWithin(manager, () =>
    manager.query<[{ last: number }]>(
      `SELECT coalesce(max(substr(reference, $3)::int), 0) AS last FROM ${table}
        WHERE partnership_id = $1 AND starts_with(reference, $2)`,
      [partnershipId, begin, begin.length + 1],
    ),
  );
  return `${begin}${String(last + 1).padStart(4, '0')}`;
}
