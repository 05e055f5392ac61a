import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { ATTEMPTS_MAX, waitSeconds, WEBHOOK_FAILURES_MAX, type Delivery } from '../domain/index.js';
import { NoticeService } from '../notice.service.js';
import { OutboxDelivery, type ClaimedMessage } from './outbox-delivery.service.js';
import { OutboxService } from './outbox.service.js';

/** Longer than any attempt takes: a relay that has not ended a message by then has died, and another one sends it again. */
const LEASE_SECONDS = 120;
/** Sent side by side. */
const BATCH = 8;
/** The hour in London from which the day's digests go out. */
const DIGEST_HOUR = 8;

const LONDON_HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hourCycle: 'h23' });

/**
 * Sends what stands in the outbox, at least once, each time with the same idempotency key. Any number of relays may run at once: each
 * takes messages that no other holds.
 */
@Injectable()
export class OutboxRelay {
  private readonly log = new Logger(OutboxRelay.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly delivery: OutboxDelivery,
    private readonly outbox: OutboxService,
    private readonly notices: NoticeService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Enters the day's digests when it is time, and sends everything that is due. @returns how many messages were tried. */
  async relay(): Promise<number> {
    const now = this.clock.now();
    if (Number(LONDON_HOUR.format(now)) >= DIGEST_HOUR) await this.outbox.enterDigests(londonDate(now), now);
    let tried = 0;
    for (;;) {
      const claimed = await this.claim();
      await Promise.all(claimed.map((message) => this.send(message)));
      tried += claimed.length;
      if (claimed.length < BATCH) return tried;
    }
  }

  private async claim(): Promise<ClaimedMessage[]> {
    const now = this.clock.now();
    const [rows] = await this.dataSource.query<[ClaimedMessage[], number]>(
      `UPDATE outbox_message SET attempts = attempts + 1, lease_until = $2
        WHERE id IN (SELECT id FROM outbox_message WHERE state = 'waiting' AND next_at <= $1
                        AND (lease_until IS NULL OR lease_until < $1)
                      ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING id, channel, partnership_id AS "partnershipId", officer_id AS "officerId", notice_id AS "noticeId",
                  webhook_id AS "webhookId", attempts, made_at AS "madeAt"`,
      [now, new Date(now.getTime() + LEASE_SECONDS * 1000), BATCH],
    );
    return rows;
  }

  private async send(message: ClaimedMessage): Promise<void> {
    const ended = await this.delivery.deliver(message).catch((error: unknown): Delivery => {
      this.log.error(`message ${message.id} was not sent`, error instanceof Error ? error.stack : undefined);
      return { outcome: 'failed', fault: 'outbox/fault', isFinal: false };
    });
    await this.dataSource.transaction((manager) => this.settle(manager, message, ended));
  }

  /** Writes down how an attempt ended, if the message is still this relay's. */
  private async settle(manager: EntityManager, message: ClaimedMessage, ended: Delivery): Promise<void> {
    const now = this.clock.now();
    const isDead = ended.outcome === 'failed' && (ended.isFinal || message.attempts >= ATTEMPTS_MAX);
    const state = ended.outcome === 'failed' ? (isDead ? 'dead' : 'waiting') : ended.outcome;
    const fault = ended.outcome === 'sent' ? null : ended.fault;
    const nextAt = new Date(now.getTime() + waitSeconds(message.attempts) * 1000);
    const [, settled] = await manager.query<[unknown, number]>(
      `UPDATE outbox_message SET state = $3, fault = $4, next_at = $5, lease_until = NULL, ended_at = $6
        WHERE id = $1 AND attempts = $2 AND state = 'waiting'`,
      [message.id, message.attempts, state, fault, nextAt, state === 'waiting' ? null : now],
    );
    if (settled === 0) return;
    if (isDead) await this.recordGivenUp(manager, message, ended.fault, now);
    if (message.webhookId) await this.countWebhook(manager, message.webhookId, ended, now);
  }

  private async recordGivenUp(manager: EntityManager, message: ClaimedMessage, fault: string, at: Date): Promise<void> {
    await this.ledger.append(manager, {
      event: 'MessageGivenUp',
      partnershipId: message.partnershipId,
      agencyId: null,
      officerId: null,
      subject: { kind: 'outbox-message', id: message.id },
      at,
      facts: { channel: message.channel, attempts: message.attempts, fault },
    });
  }

  /** A success sets a webhook's count back; one failure too many switches it off, and whoever registered it is told. */
  private async countWebhook(manager: EntityManager, webhookId: string, ended: Delivery, at: Date): Promise<void> {
    if (ended.outcome === 'sent') {
      await manager.query(`UPDATE webhook SET failures = 0, last_success_at = $2, last_fault = NULL WHERE id = $1`, [
        webhookId,
        at,
      ]);
    }
    if (ended.outcome !== 'failed' || ended.fault === 'webhook/switched-off') return;
    const [[row]] = await manager.query<
      [{ failures: number; state: string; partnershipId: string; agencyId: string; registeredBy: string }[], number]
    >(
      `UPDATE webhook SET failures = failures + 1, last_fault = $2 WHERE id = $1
        RETURNING failures, state, partnership_id AS "partnershipId", agency_id AS "agencyId", registered_by AS "registeredBy"`,
      [webhookId, ended.fault],
    );
    if (!row || row.state !== 'on' || row.failures < WEBHOOK_FAILURES_MAX) return;
    await manager.query(`UPDATE webhook SET state = 'off' WHERE id = $1`, [webhookId]);
    const { failures, partnershipId, agencyId, registeredBy } = row;
    const subject = { kind: 'webhook', id: webhookId };
    await this.ledger.append(manager, {
      event: 'WebhookSwitchedOff',
      partnershipId,
      agencyId,
      officerId: null,
      subject,
      at,
      facts: { failures, fault: ended.fault },
    });
    await this.notices.send(manager, {
      key: `webhook-off:${webhookId}:${at.toISOString()}`,
      officerIds: [registeredBy],
      kind: 'webhook-off',
      clause: 'ISA-22',
      partnershipId,
      subject,
      at,
      facts: {},
    });
  }
}
