import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import type { AddressBook } from '@broker/notices';
import { DataSource, type EntityManager } from 'typeorm';

/** Tells where officers' notices go: the only place from which a notice learns an address. */
@Injectable()
export class AddressBookService implements AddressBook {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The e-mail addresses of those of some officers who hold a post today; the others, and an unknown id, have none. */
  addressesOf(officerIds: readonly string[]): Promise<{ officerId: string; email: string }[]> {
    return this.dataSource.query<{ officerId: string; email: string }[]>(
      `SELECT id AS "officerId", email FROM officer o WHERE id = ANY($1::uuid[])
          AND EXISTS (SELECT FROM appointment a WHERE a.officer_id = o.id AND ${inForce('$2')}) ORDER BY id`,
      [officerIds, londonDate(this.clock.now())],
    );
  }

  /** The agencies for which some officers hold a post in a partnership today. */
  agenciesOf(
    manager: EntityManager,
    partnershipId: string,
    officerIds: readonly string[],
  ): Promise<{ officerId: string; agencyId: string }[]> {
    return manager.query<{ officerId: string; agencyId: string }[]>(
      `SELECT DISTINCT a.officer_id AS "officerId", a.agency_id AS "agencyId" FROM appointment a
        WHERE a.partnership_id = $1 AND a.officer_id = ANY($2::uuid[]) AND ${inForce('$3')}
        ORDER BY a.officer_id, a.agency_id`,
      [partnershipId, officerIds, londonDate(this.clock.now())],
    );
  }

  /** The agencies and partnerships for which one officer holds a post today. */
  postsOf(officerId: string): Promise<{ partnershipId: string; agencyId: string }[]> {
    return this.dataSource.query<{ partnershipId: string; agencyId: string }[]>(
      `SELECT DISTINCT a.partnership_id AS "partnershipId", a.agency_id AS "agencyId" FROM appointment a
        WHERE a.officer_id = $1 AND ${inForce('$2')} ORDER BY a.partnership_id, a.agency_id`,
      [officerId, londonDate(this.clock.now())],
    );
  }
}

const inForce = (on: string): string =>
  `a.started_on <= ${on}::date AND (a.ended_on IS NULL OR a.ended_on >= ${on}::date)`;
