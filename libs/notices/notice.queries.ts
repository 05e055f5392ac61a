import { Injectable } from '@nestjs/common';
import type { Clause } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { wordingOf, type NoticeFacts } from './domain/index.js';
import type { Inbox } from './notice.service.js';

/** A notice as it is read. */
export interface NoticeView {
  id: string;
  kind: string;
  clause: Clause;
  title: string;
  text: string;
  /** Page where the officer acts on it, from `/`. */
  path: string;
  /** The day by which something must be done, where the notice tells of one; `YYYY-MM-DD`. */
  dueOn: string | null;
  sentAt: Date;
  /** Null while unread. */
  readAt: Date | null;
}

type Row = Pick<NoticeView, 'id' | 'kind' | 'clause' | 'sentAt' | 'readAt'> & {
  subjectKind: string;
  subjectId: string;
  facts: NoticeFacts;
};

const COLUMNS = `id, kind, clause, subject_kind AS "subjectKind", subject_id AS "subjectId", facts,
  sent_at AS "sentAt", read_at AS "readAt"`;

/** What pages and interfaces read of inboxes. */
@Injectable()
export class NoticeQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Notices of an inbox: unread before read, newest first. */
  async inbox({ officerId, partnershipId }: Inbox, page: { limit: number; offset: number }): Promise<NoticeView[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM notice WHERE officer_id = $1 AND partnership_id = $2
        ORDER BY (read_at IS NULL) DESC, sent_at DESC, id LIMIT $3 OFFSET $4`,
      [officerId, partnershipId, page.limit, page.offset],
    );
    return rows.map(viewOf);
  }

  /** One notice of an inbox, or null. */
  async notice({ officerId, partnershipId }: Inbox, id: string): Promise<NoticeView | null> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM notice WHERE officer_id = $1 AND partnership_id = $2 AND id::text = $3`,
      [officerId, partnershipId, id],
    );
    return row ? viewOf(row) : null;
  }

  /** How many notices of an inbox are unread. */
  async unread({ officerId, partnershipId }: Inbox): Promise<number> {
    const [row] = await this.dataSource.query<[{ unread: number }]>(
      `SELECT count(*)::int AS unread FROM notice WHERE officer_id = $1 AND partnership_id = $2 AND read_at IS NULL`,
      [officerId, partnershipId],
    );
    return row.unread;
  }

  /** Every unread notice of an officer, of all partnerships, newest first; at most `limit`. */
  async unreadOf(officerId: string, limit: number): Promise<NoticeView[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM notice WHERE officer_id = $1 AND read_at IS NULL ORDER BY sent_at DESC, id LIMIT $2`,
      [officerId, limit],
    );
    return rows.map(viewOf);
  }

  /** A notice by its id, whoever's it is, for the relay. */
  async byId(id: string): Promise<NoticeView | null> {
    const [row] = await this.dataSource.query<Row[]>(`SELECT ${COLUMNS} FROM notice WHERE id = $1`, [id]);
    return row ? viewOf(row) : null;
  }
}

/** A kind that has lost its words since is still shown: that it came, when, and by which clause. */
function viewOf({ subjectKind, subjectId, facts, ...row }: Row): NoticeView {
  const wording = wordingOf(row.kind);
  const { title, text } = wording?.words(facts) ?? { title: 'A notice', text: '' };
  const path = wording?.path({ kind: subjectKind, id: subjectId }) ?? '/notices';
  const dueOn = typeof facts['dueOn'] === 'string' ? facts['dueOn'] : null;
  return { ...row, title, text, path, dueOn };
}
