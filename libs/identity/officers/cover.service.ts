import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import { reachOf, type Away, type Post, type Reached, type Role } from '../domain/index.js';

/** Whom to reach: the holders of a role, of one agency or (null) of every signatory of the partnership. */
export interface Reach {
  partnershipId: string;
  agencyId: string | null;
  role: Role;
  /** The day, in London. */
  on: LocalDate;
}

/** Answers whom a matter of a post reaches today: its holder, or the deputy while the holder is away (ISA-20). */
@Injectable()
export class CoverService {
  /** @returns each person once for each agency; an agency that is not among them has a vacancy that day. */
  async reach(manager: EntityManager, { partnershipId, agencyId, role, on }: Reach): Promise<Reached[]> {
    const posts = await manager.query<Post[]>(
      `SELECT officer_id AS "officerId", agency_id AS "agencyId", role, started_on::text AS "startedOn",
              ended_on::text AS "endedOn", deputy_id AS "deputyId"
         FROM appointment a WHERE partnership_id = $1 AND started_on <= $3 AND (ended_on IS NULL OR ended_on >= $3)
          AND (agency_id = $2 OR ($2::uuid IS NULL AND EXISTS (
                SELECT FROM signatory s WHERE s.partnership_id = a.partnership_id AND s.agency_id = a.agency_id)))
        ORDER BY agency_id, started_on, id`,
      [partnershipId, agencyId, on],
    );
    const aways = await manager.query<Away[]>(
      `SELECT officer_id AS "officerId", agency_id AS "agencyId", from_on::text AS "fromOn", to_on::text AS "toOn"
         FROM absence WHERE partnership_id = $1 AND from_on <= $2 AND to_on >= $2`,
      [partnershipId, on],
    );
    return reachOf(posts, aways, role, on);
  }

  /** Every signatory's holders of a role but those of some agencies: "all partners except the one that is accused". */
  async reachExcept(
    manager: EntityManager,
    { agencyIds, ...wanted }: Omit<Reach, 'agencyId'> & { agencyIds: readonly string[] },
  ): Promise<Reached[]> {
    const reached = await this.reach(manager, { ...wanted, agencyId: null });
    return reached.filter(({ agencyId }) => !agencyIds.includes(agencyId));
  }
}
