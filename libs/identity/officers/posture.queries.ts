import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { postureOn, type Away, type Post, type Posture, type RegistrationKept } from '../domain/index.js';

type NewestRegistration = Pick<RegistrationKept, 'number' | 'expiresOn'>;

/** Tells how the agencies of a partnership keep ISA-20 to ISA-22. */
@Injectable()
export class PostureQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** The posture on a day of each of some agencies, in four questions however many they are. */
  async postures(
    partnershipId: string,
    agencyIds: readonly string[],
    on: LocalDate,
  ): Promise<ReadonlyMap<string, Posture>> {
    const [posts, aways, trainings, registrations] = await Promise.all([
      this.posts(partnershipId),
      this.aways(partnershipId, on),
      this.trainings(partnershipId),
      this.registrations(partnershipId),
    ]);
    const trainedUntil = new Map(trainings.map(({ officerId, until }) => [officerId, until]));
    return new Map(
      agencyIds.map((agencyId) => {
        const facts = {
          posts: posts.filter((post) => post.agencyId === agencyId),
          aways: aways.filter((away) => away.agencyId === agencyId),
          registration: registrations.find((one) => one.agencyId === agencyId) ?? null,
        };
        return [agencyId, postureOn({ ...facts, trainedUntil }, on)];
      }),
    );
  }

  private posts(partnershipId: string): Promise<Post[]> {
    return this.dataSource.query<Post[]>(
      `SELECT officer_id AS "officerId", agency_id AS "agencyId", role, started_on::text AS "startedOn",
              ended_on::text AS "endedOn", deputy_id AS "deputyId"
         FROM appointment WHERE partnership_id = $1 ORDER BY agency_id, started_on, id`,
      [partnershipId],
    );
  }

  private aways(partnershipId: string, on: LocalDate): Promise<Away[]> {
    return this.dataSource.query<Away[]>(
      `SELECT officer_id AS "officerId", agency_id AS "agencyId", from_on::text AS "fromOn", to_on::text AS "toOn"
         FROM absence WHERE partnership_id = $1 AND from_on <= $2 AND to_on >= $2`,
      [partnershipId, on],
    );
  }

  private trainings(partnershipId: string): Promise<{ officerId: string; until: LocalDate }[]> {
    return this.dataSource.query<{ officerId: string; until: LocalDate }[]>(
      `SELECT officer_id AS "officerId", max(expires_on)::text AS until
         FROM training_record WHERE partnership_id = $1 GROUP BY officer_id`,
      [partnershipId],
    );
  }

  private registrations(partnershipId: string): Promise<(NewestRegistration & { agencyId: string })[]> {
    return this.dataSource.query<(NewestRegistration & { agencyId: string })[]>(
      `SELECT DISTINCT ON (agency_id) agency_id AS "agencyId", number, expires_on::text AS "expiresOn"
         FROM data_protection_registration WHERE partnership_id = $1 ORDER BY agency_id, recorded_at DESC, id`,
      [partnershipId],
    );
  }
}
