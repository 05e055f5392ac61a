import { Injectable } from '@nestjs/common';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';

/** Lets an operator say that the database's clock is right again, after which alarms ring by it. */
@Injectable()
export class ClockTrust {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * Takes what the clock shows now as right, even where it showed a later time before; every worker begins to trust it anew at its next
   * look. Needs the scope of the system. @returns the time that is trusted, and the latest that the clock had shown until then.
   */
  async trust(): Promise<{ trustedAt: Date; shownAt: Date }> {
    return this.dataSource.transaction(async (manager) => {
      const [before] = await manager.query<[{ shownAt: Date }]>(
        `SELECT seen_at AS "shownAt" FROM clock_watch FOR UPDATE`,
      );
      const [[row]] = await manager.query<[[{ trustedAt: Date }], number]>(
        `UPDATE clock_watch SET seen_at = clock_timestamp(), trusted_at = clock_timestamp()
          RETURNING seen_at AS "trustedAt"`,
      );
      await this.ledger.append(manager, {
        event: 'ClockTrusted',
        partnershipId: null,
        agencyId: null,
        officerId: null,
        subject: null,
        at: row.trustedAt,
        facts: { shownAt: before.shownAt.toISOString(), trustedAt: row.trustedAt.toISOString() },
      });
      return { trustedAt: row.trustedAt, shownAt: before.shownAt };
    });
  }
}
