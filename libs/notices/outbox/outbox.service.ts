import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type LocalDate } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem, asSystemWithin, CONFIG, type Config } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ADDRESS_BOOK, type AddressBook } from '../address-book.js';
import { OutboxWaker } from './outbox-waker.service.js';

/** Notices that were just put into inboxes. */
export interface Told {
  key: string;
  partnershipId: string;
  told: readonly { id: string; officerId: string }[];
  at: Date;
}

/** Who asks: one officer of one agency in one partnership. */
export interface Asker {
  officerId: string;
  agencyId: string;
  partnershipId: string;
}

type Entered = { id: string }[];

/** Enters what leaves the inbox by other channels, in the transaction of what causes it. */
@Injectable()
export class OutboxService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly waker: OutboxWaker,
    private readonly ledger: LedgerService,
    @Inject(ADDRESS_BOOK) private readonly addressBook: AddressBook,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Enters an e-mail for each officer who wants one at once, and one call for each webhook of an officer's agency. */
  async enter(manager: EntityManager, notices: Told): Promise<void> {
    // Of the officers of other agencies the sender need not see what they wish, nor what systems they have.
    await asSystemWithin(manager, async () => {
      const emails = this.config.smtpUrl ? await this.enterEmails(manager, notices) : [];
      const calls = await this.enterWebhooks(manager, notices);
      this.remember(manager, [...emails, ...calls]);
    });
  }

  /** Enters the day's digest of every officer who wants one; a day has one, however often this is called. @returns how many are new. */
  async enterDigests(on: LocalDate, at: Date): Promise<number> {
    if (!this.config.smtpUrl) return 0;
    const entered = await this.dataSource.query<Entered>(
      `INSERT INTO outbox_message (key, channel, officer_id, next_at, made_at)
       SELECT 'digest:' || officer_id || ':' || $1::text, 'digest', officer_id, $2, $2
         FROM notice_preference WHERE email = 'daily' ON CONFLICT (key) DO NOTHING RETURNING id`,
      [on, at],
    );
    return entered.length;
  }

  /** Enters a test e-mail to the officer who asks for it. */
  async enterTestEmail({ officerId, agencyId, partnershipId }: Asker): Promise<void> {
    const at = this.clock.now();
    await this.dataSource.transaction(async (manager) => {
      const entered = await manager.query<Entered>(
        `INSERT INTO outbox_message (key, channel, partnership_id, officer_id, next_at, made_at)
         VALUES ('test-email:' || gen_random_uuid(), 'test-email', $1, $2, $3, $3) RETURNING id`,
        [partnershipId, officerId, at],
      );
      this.remember(manager, entered);
      await this.ledger.append(manager, {
        event: 'TestMessageAsked',
        partnershipId,
        agencyId,
        officerId,
        at,
        subject: null,
        facts: { channel: 'email' },
      });
    });
  }

  /** Enters a call that tests a webhook, in the caller's transaction. */
  async enterTestCall(manager: EntityManager, webhook: { id: string; partnershipId: string }, at: Date): Promise<void> {
    const entered = await manager.query<Entered>(
      `INSERT INTO outbox_message (key, channel, partnership_id, webhook_id, next_at, made_at)
       VALUES ('test-call:' || gen_random_uuid(), 'webhook', $1, $2, $3, $3) RETURNING id`,
      [webhook.partnershipId, webhook.id, at],
    );
    this.remember(manager, entered);
  }

  /** Has every message of the installation tried again that was given up. @returns how many. */
  async retryDead({ officerId, agencyId, partnershipId }: Asker): Promise<number> {
    const at = this.clock.now();
    const retry = async (manager: EntityManager): Promise<number> => {
      const [retried] = await manager.query<[Entered, number]>(
        `UPDATE outbox_message SET state = 'waiting', attempts = 0, next_at = $1, ended_at = NULL, lease_until = NULL
          WHERE state = 'dead' RETURNING id`,
        [at],
      );
      this.remember(manager, retried);
      await this.ledger.append(manager, {
        event: 'MessageRetried',
        partnershipId,
        agencyId,
        officerId,
        at,
        subject: null,
        facts: { messages: retried.length },
      });
      return retried.length;
    };
    return asSystem(() => this.dataSource.transaction(retry));
  }

  private remember(manager: EntityManager, entered: Entered): void {
    this.waker.remember(
      manager,
      entered.map(({ id }) => id),
    );
  }

  private enterEmails(manager: EntityManager, { partnershipId, told, at }: Told): Promise<Entered> {
    return manager.query<Entered>(
      `INSERT INTO outbox_message (key, channel, partnership_id, officer_id, notice_id, next_at, made_at)
       SELECT 'email:' || t.id, 'email', $2, t.officer_id, t.id, $4, $4
         FROM unnest($1::uuid[], $3::uuid[]) t(id, officer_id)
         LEFT JOIN notice_preference p ON p.officer_id = t.officer_id
        WHERE coalesce(p.email, 'at-once') = 'at-once'
       ON CONFLICT (key) DO NOTHING RETURNING id`,
      [told.map(({ id }) => id), partnershipId, told.map(({ officerId }) => officerId), at],
    );
  }

  private async enterWebhooks(manager: EntityManager, { key, partnershipId, told, at }: Told): Promise<Entered> {
    const officerIds = told.map(({ officerId }) => officerId);
    const posts = await this.addressBook.agenciesOf(manager, partnershipId, officerIds);
    // One call per webhook and key: it carries the notice of the agency's first officer.
    const firstOf = new Map<string, string>();
    for (const { officerId, agencyId } of posts) {
      const notice = told.find((one) => one.officerId === officerId);
      if (notice && !firstOf.has(agencyId)) firstOf.set(agencyId, notice.id);
    }
    return manager.query<Entered>(
      `INSERT INTO outbox_message (key, channel, partnership_id, notice_id, webhook_id, next_at, made_at)
       SELECT 'webhook:' || w.id || ':' || $1::text, 'webhook', $2, f.notice_id, w.id, $5, $5
         FROM unnest($3::uuid[], $4::uuid[]) f(agency_id, notice_id)
         JOIN webhook w ON w.agency_id = f.agency_id AND w.partnership_id = $2 AND w.state = 'on'
       ON CONFLICT (key) DO NOTHING RETURNING id`,
      [key, partnershipId, [...firstOf.keys()], [...firstOf.values()], at],
    );
  }
}
