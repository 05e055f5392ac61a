import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@broker/platform';
import type { EntityManager } from 'typeorm';
import { ADDRESS_BOOK, type AddressBook } from './address-book.js';

/** Notices that were just put into inboxes. */
export interface Told {
  key: string;
  partnershipId: string;
  told: readonly { id: string; officerId: string }[];
  at: Date;
}

/** Enters what leaves the inbox by other channels, in the transaction of the notice. */
@Injectable()
export class OutboxService {
  constructor(
    @Inject(ADDRESS_BOOK) private readonly addressBook: AddressBook,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Enters an e-mail for each officer who wants one at once, and one call for each webhook of an officer's agency. */
  async enter(manager: EntityManager, notices: Told): Promise<void> {
    if (this.config.smtpUrl) await this.enterEmails(manager, notices);
    await this.enterWebhooks(manager, notices);
  }

  private async enterEmails(manager: EntityManager, { partnershipId, told, at }: Told): Promise<void> {
    await manager.query(
      `INSERT INTO outbox_message (key, channel, partnership_id, officer_id, notice_id, next_at, made_at)
       SELECT 'email:' || n.id, 'email', n.partnership_id, n.officer_id, n.id, $2, $2
         FROM notice n LEFT JOIN notice_preference p ON p.officer_id = n.officer_id
        WHERE n.id = ANY ($1) AND n.partnership_id = $3 AND coalesce(p.email, 'at-once') = 'at-once'
       ON CONFLICT (key) DO NOTHING`,
      [told.map(({ id }) => id), at, partnershipId],
    );
  }

  private async enterWebhooks(manager: EntityManager, { key, partnershipId, told, at }: Told): Promise<void> {
    const officerIds = told.map(({ officerId }) => officerId);
    const posts = await this.addressBook.agenciesOf(manager, partnershipId, officerIds);
    // One call per webhook and key: it carries the notice of the agency's first officer.
    const firstOf = new Map<string, string>();
    for (const { officerId, agencyId } of posts) {
      const notice = told.find((one) => one.officerId === officerId);
      if (notice && !firstOf.has(agencyId)) firstOf.set(agencyId, notice.id);
    }
    if (firstOf.size === 0) return;
    await manager.query(
      `INSERT INTO outbox_message (key, channel, partnership_id, notice_id, webhook_id, next_at, made_at)
       SELECT 'webhook:' || w.id || ':' || $1::text, 'webhook', $2, f.notice_id, w.id, $5, $5
         FROM unnest($3::uuid[], $4::uuid[]) f(agency_id, notice_id)
         JOIN webhook w ON w.agency_id = f.agency_id AND w.partnership_id = $2 AND w.state = 'on'
       ON CONFLICT (key) DO NOTHING`,
      [key, partnershipId, [...firstOf.keys()], [...firstOf.values()], at],
    );
  }
}
