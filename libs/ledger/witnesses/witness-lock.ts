import type { EntityManager } from 'typeorm';

/** Until the transaction ends nobody else changes a partnership's witnesses, its rule about them, or what was said of its quorum. */
export async function lockWitnesses(manager: EntityManager, partnershipId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('witness:' || $1, 0))`, [partnershipId]);
}
