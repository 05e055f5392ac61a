import type { LocalDate } from '@broker/kernel';
import type { EntityManager } from 'typeorm';

/** Whose posts become whose; nobody's when `successorId` is null: they end. */
export interface PassedPosts {
  partnershipId: string;
  predecessorId: string;
  successorId: string | null;
}

interface Post {
  officerId: string;
  role: string;
  startedOn: LocalDate;
  endedOn: LocalDate | null;
  deputyId: string | null;
}

/**
 * Ends the posts of an agency the day before `today` and gives their holders the same posts of its successor from then on, with
 * their deputies and the rest of their absences (ISA-20). @returns how many.
 */
export async function passOnPosts(manager: EntityManager, posts: PassedPosts, today: LocalDate): Promise<number> {
  const { partnershipId, predecessorId, successorId } = posts;
  const open = 'partnership_id = $1 AND agency_id = $2 AND (ended_on IS NULL OR ended_on >= $3)';
  const held = await manager.query<Post[]>(
    `SELECT officer_id AS "officerId", role, started_on::text AS "startedOn", ended_on::text AS "endedOn", deputy_id AS "deputyId"
       FROM appointment WHERE ${open}`,
    [partnershipId, predecessorId, today],
  );
  await manager.query(`UPDATE appointment SET ended_on = greatest(started_on, $3::date) - 1 WHERE ${open}`, [
    partnershipId,
    predecessorId,
    today,
  ]);
  if (!successorId) return held.length;
  for (const { officerId, role, startedOn, endedOn, deputyId } of held) {
    await manager.query(
      `INSERT INTO appointment (officer_id, agency_id, partnership_id, role, started_on, ended_on, deputy_id)
       VALUES ($1, $2, $3, $4, greatest($5::date, $6::date), $7, $8)`,
      [officerId, successorId, partnershipId, role, startedOn, today, endedOn, deputyId],
    );
  }
  await manager.query(
    'UPDATE absence SET agency_id = $4 WHERE partnership_id = $1 AND agency_id = $2 AND to_on >= $3',
    [partnershipId, predecessorId, today, successorId],
  );
  return held.length;
}
