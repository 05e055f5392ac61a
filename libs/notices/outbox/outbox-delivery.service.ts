import { Inject, Injectable } from '@nestjs/common';
import { londonDate } from '@broker/kernel';
import { CONFIG, type Config } from '@broker/platform';
import { DataSource } from 'typeorm';
import { ADDRESS_BOOK, type AddressBook } from '../address-book.js';
import { CalendarFeedService } from '../calendar/calendar-feed.service.js';
import { digestOf, emailOf, testEmail, type Delivery, type EmailText } from '../domain/index.js';
import { Mailer } from '../mail/mailer.js';
import { NoticeQueries } from '../notice.queries.js';
import { unsealSecret } from '../webhooks/sealed-secret.js';
import { WebhookCaller } from '../webhooks/webhook-caller.js';
import type { OutboxMessage } from './outbox-message.entity.js';

/** A message that a relay has taken on. */
export type ClaimedMessage = Pick<
  OutboxMessage,
  'id' | 'channel' | 'partnershipId' | 'officerId' | 'noticeId' | 'webhookId' | 'attempts' | 'madeAt'
>;

/** Lines of a digest at most, of each sort. */
const DIGEST_LINES = 50;

/** Makes a message's words and addressee at the moment it leaves, and sends it. Changes no row. */
@Injectable()
export class OutboxDelivery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly notices: NoticeQueries,
    private readonly feeds: CalendarFeedService,
    private readonly mailer: Mailer,
    private readonly caller: WebhookCaller,
    @Inject(ADDRESS_BOOK) private readonly addressBook: AddressBook,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns how it ended. */
  async deliver(message: ClaimedMessage): Promise<Delivery> {
    if (message.channel === 'webhook') return this.call(message);
    const officerId = message.officerId ?? '';
    const text = await this.emailOf(message, officerId);
    if (!text) return { outcome: 'dropped', fault: 'outbox/nothing-to-say' };
    const [found] = await this.addressBook.addressesOf([officerId]);
    if (!found) return { outcome: 'dropped', fault: 'outbox/no-longer-in-post' };
    return this.mailer.send(found.email, message.noticeId ?? message.id, text);
  }

  private async emailOf(message: ClaimedMessage, officerId: string): Promise<EmailText | null> {
    const { publicUrl } = this.config;
    if (message.channel === 'test-email') return testEmail(publicUrl);
    if (message.channel === 'digest') return this.digestFor(officerId, londonDate(message.madeAt));
    const notice = await this.notices.byId(message.noticeId ?? '');
    return notice && emailOf({ ...notice, path: '/notices' }, publicUrl);
  }

  /** Everything unread, and everything due within a week; null when there is neither. */
  private async digestFor(officerId: string, on: string): Promise<EmailText | null> {
    const unread = await this.notices.unreadOf(officerId, DIGEST_LINES);
    const due = await this.feeds.dueFor(officerId, on);
    if (unread.length + due.length === 0) return null;
    const lines = unread.map((notice) => ({ ...notice, path: '/notices' }));
    return digestOf(lines, due.slice(0, DIGEST_LINES), this.config.publicUrl);
  }

  private async call({ id, webhookId, noticeId }: ClaimedMessage): Promise<Delivery> {
    const [webhook] = await this.dataSource.query<
      { address: string; state: string; agencyId: string; sealed: Buffer }[]
    >(`SELECT address, state, agency_id AS "agencyId", sealed_secret AS sealed FROM webhook WHERE id = $1`, [
      webhookId,
    ]);
    if (!webhook || webhook.state === 'removed') return { outcome: 'dropped', fault: 'webhook/removed' };
    if (webhook.state === 'off' && noticeId) return { outcome: 'failed', fault: 'webhook/switched-off', isFinal: true };
    const secret = unsealSecret(webhook.sealed, this.config.tokenSecret, webhook.agencyId);
    if (!secret) return { outcome: 'failed', fault: 'webhook/secret-unreadable', isFinal: true };
    const idempotencyKey = noticeId ?? id;
    const body = noticeId ? await this.bodyOf(noticeId) : JSON.stringify({ type: 'test', id });
    return this.caller.call({ address: webhook.address, secret, idempotencyKey, body });
  }

  /** Ids, kind, clause, date and link: what a system needs to tell a person to look, and nothing about anybody. */
  private async bodyOf(noticeId: string): Promise<string> {
    const notice = await this.notices.byId(noticeId);
    return JSON.stringify({
      type: 'notice',
      id: noticeId,
      kind: notice?.kind ?? null,
      clause: notice?.clause ?? null,
      dueOn: notice?.dueOn ?? null,
      sentAt: notice?.sentAt.toISOString() ?? null,
      link: `${this.config.publicUrl}${notice?.path ?? '/notices'}`,
    });
  }
}
