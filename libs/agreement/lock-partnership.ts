import type { EntityManager } from 'typeorm';

/** One act on a partnership's versions or signatories at a time. */
export async function lockPartnership(manager: EntityManager, partnershipId: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`agreement ${partnershipId}`]);
}
