import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DeadlineQueries, type DeadlineView } from '@broker/deadlines';
import { CLOCK, type Clock, type LocalDate } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem, CONFIG, type Config } from '@broker/platform';
import { addDays } from '@broker/working-calendar';
import { DataSource } from 'typeorm';
import { ADDRESS_BOOK, type AddressBook } from '../address-book.js';
import { calendarText, deadlineWording, type CalendarEvent, type EmailLine } from '../domain/index.js';
import type { Asker } from '../outbox/outbox.service.js';

/** A digest looks this many days ahead. */
const DIGEST_DAYS = 7;

/** The deadlines that reach an officer, as a calendar program subscribes to them at a secret address. */
@Injectable()
export class CalendarFeedService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly deadlines: DeadlineQueries,
    private readonly ledger: LedgerService,
    @Inject(ADDRESS_BOOK) private readonly addressBook: AddressBook,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes an officer's secret address, and ends the one before. @returns the token in it, which is stored nowhere. */
  async renew({ officerId, agencyId, partnershipId }: Asker): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const at = this.clock.now();
    await this.dataSource.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO calendar_feed (officer_id, partnership_id, token_sha256, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (officer_id, partnership_id) DO UPDATE SET token_sha256 = excluded.token_sha256, made_at = excluded.made_at`,
        [officerId, partnershipId, sha256(token), at],
      );
      const entry = { partnershipId, agencyId, officerId, subject: { kind: 'officer', id: officerId }, at, facts: {} };
      await this.ledger.append(manager, { event: 'CalendarFeedRenewed', ...entry });
    });
    return token;
  }

  /** Ends an officer's secret address, if there is one. */
  async end({ officerId, agencyId, partnershipId }: Asker): Promise<void> {
    const at = this.clock.now();
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`DELETE FROM calendar_feed WHERE officer_id = $1 AND partnership_id = $2`, [
        officerId,
        partnershipId,
      ]);
      const entry = { partnershipId, agencyId, officerId, subject: { kind: 'officer', id: officerId }, at, facts: {} };
      await this.ledger.append(manager, { event: 'CalendarFeedEnded', ...entry });
    });
  }

  /** When an officer's secret address was made, or null when there is none. */
  async madeAt({ officerId, partnershipId }: Pick<Asker, 'officerId' | 'partnershipId'>): Promise<Date | null> {
    const [feed] = await this.dataSource.query<{ madeAt: Date }[]>(
      `SELECT made_at AS "madeAt" FROM calendar_feed WHERE officer_id = $1 AND partnership_id = $2`,
      [officerId, partnershipId],
    );
    return feed?.madeAt ?? null;
  }

  /** The calendar behind a secret address (RFC 5545); null when there is none, or its officer holds no post there any more. */
  calendarOf(token: string): Promise<string | null> {
    return asSystem(() => this.calendarBehind(token));
  }

  private async calendarBehind(token: string): Promise<string | null> {
    const [feed] = await this.dataSource.query<{ officerId: string; partnershipId: string }[]>(
      `SELECT officer_id AS "officerId", partnership_id AS "partnershipId" FROM calendar_feed WHERE token_sha256 = $1`,
      [sha256(token)],
    );
    if (!feed) return null;
    const posts = await this.addressBook.postsOf(feed.officerId);
    const here = posts.filter(({ partnershipId }) => partnershipId === feed.partnershipId);
    if (here.length === 0) return null;
    const deadlines = await this.reaching(here);
    return calendarText(
      'Safe City Broker: deadlines',
      deadlines.map((deadline) => this.event(deadline)),
    );
  }

  /** What is due for an officer by a week after a day, in all partnerships, the earliest first, as lines of an e-mail. */
  async dueFor(officerId: string, on: LocalDate): Promise<EmailLine[]> {
    const deadlines = await this.reaching(await this.addressBook.postsOf(officerId));
    return deadlines
      .filter(({ dueOn }) => dueOn <= addDays(on, DIGEST_DAYS))
      .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
      .map(({ kind, subject, clause, dueOn }) => {
        const { title, path } = deadlineWording(kind);
        return { title, clause, dueOn, path: path(subject) };
      });
  }

  /** The open deadlines that reach the holder of some posts, each once. */
  private async reaching(posts: { partnershipId: string; agencyId: string }[]): Promise<DeadlineView[]> {
    const found = await Promise.all(posts.map((post) => this.deadlines.openFor(post)));
    return [...new Map(found.flat().map((deadline) => [deadline.id, deadline])).values()];
  }

  private event({ kind, subject, clause, dueOn, version, armedAt }: DeadlineView): CalendarEvent {
    const { title, path } = deadlineWording(kind);
    const url = `${this.config.publicUrl}${path(subject)}`;
    return {
      uid: `${kind}.${subject.kind}.${subject.id}@safe-city-broker`,
      sequence: version - 1,
      on: dueOn,
      changedAt: armedAt,
      summary: title,
      description: `By the end of this day (${clause}).`,
      url,
    };
  }
}

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');
