import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DomainError, type Clause, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { wordingOf, type NoticeFacts, type NoticeSubject } from './domain/index.js';
import { OutboxService } from './outbox/outbox.service.js';

/** A notice to be sent. */
export interface NewNotice {
  /** What causes it, for example `breach-reported:<id>`: an officer gets one notice per key, however often it is sent. */
  key: string;
  partnershipId: string;
  officerIds: readonly string[];
  /** A kind of the table NOTICE_WORDS. */
  kind: string;
  /** The clause by which the officers are told. */
  clause: Clause;
  subject: NoticeSubject;
  facts: NoticeFacts;
  at: Date;
}

/** Whose inbox it is. */
export interface Inbox {
  officerId: string;
  partnershipId: string;
}

/** Puts notices into inboxes, exactly once, in the transaction of what causes them (ISA-32, ISA-30). */
@Injectable()
export class NoticeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Tells officers in the caller's transaction: one row in the inbox of each per key, and what leaves by their other channels. Sent again
   * under the same key it reaches only those who were not told, and changes nothing when all were. Throws DomainError on a kind that
   * NOTICE_WORDS lacks.
   */
  async send(manager: EntityManager, notice: NewNotice): Promise<void> {
    const { partnershipId, kind, clause, subject, facts, at } = notice;
    if (!wordingOf(kind)) throw new DomainError(`The table of notices has no words for ${kind}.`);
    // Always in the same order: two senders of the same notice then wait for each other instead of locking up.
    const officerIds = [...new Set(notice.officerIds)].toSorted();
    const told = await manager.query<{ id: string; officerId: string }[]>(
      `INSERT INTO notice (key, partnership_id, officer_id, kind, clause, subject_kind, subject_id, facts, sent_at)
       SELECT $1, $2, officer, $4, $5, $6, $7, $8, $9 FROM unnest($3::uuid[]) WITH ORDINALITY o(officer, position)
        ORDER BY position ON CONFLICT (key, officer_id) DO NOTHING RETURNING id, officer_id AS "officerId"`,
      [notice.key, partnershipId, officerIds, kind, clause, subject.kind, subject.id, JSON.stringify(facts), at],
    );
    if (told.length === 0) return;
    await this.outbox.enter(manager, { key: notice.key, partnershipId, told, at });
    await this.ledger.append(manager, {
      event: 'NoticeSent',
      partnershipId,
      agencyId: null,
      officerId: null,
      subject,
      at,
      facts: { kind, duty: clause, recipients: told.length, recipientsSha256: sha256(told) },
    });
  }

  /**
   * Marks notices of one inbox as read: those named, or all of them when none is. What is read already or lies elsewhere stays as it is.
   * @returns how many were unread until now.
   */
  async markRead(inbox: Inbox & { agencyId: string }, noticeIds: readonly string[] | 'all'): Promise<number> {
    const { officerId, partnershipId, agencyId } = inbox;
    const at = this.clock.now();
    return this.dataSource.transaction(async (manager) => {
      const [, read] = await manager.query<[unknown, number]>(
        `UPDATE notice SET read_at = $3 WHERE officer_id = $1 AND partnership_id = $2 AND read_at IS NULL
            AND ($4::text[] IS NULL OR id::text = ANY ($4))`,
        [officerId, partnershipId, at, noticeIds === 'all' ? null : noticeIds],
      );
      if (read === 0) return 0;
      const [one] = noticeIds === 'all' ? [] : noticeIds;
      await this.ledger.append(manager, {
        event: 'NoticeRead',
        partnershipId,
        agencyId,
        officerId,
        subject: one && read === 1 ? { kind: 'notice', id: one } : null,
        at,
        facts: { notices: read },
      });
      return read;
    });
  }
}

/** One hash over the ids of those who were told: who they were can be proven without being listed. */
const sha256 = (told: readonly { officerId: string }[]): string =>
  createHash('sha256')
    .update(
      told
        .map(({ officerId }) => officerId)
        .toSorted()
        .join('\n'),
    )
    .digest('hex');
