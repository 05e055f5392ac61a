import type { NoticeView } from '@broker/notices';
import { localDateText, momentText } from '../format/dates.js';
import { countText } from '../format/numbers.js';
import { presentPages, type Pages } from '../format/pages.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';

/** One notice in the inbox. */
export interface NoticeItem {
  title: string;
  text: string;
  href: string;
  /** When it came, and by when something is to be done. */
  when: string;
  clause: ClauseView;
  isUnread: boolean;
  /** Where "Mark as read" is posted to. */
  readHref: string;
}

/** What the inbox shows. */
export interface NoticesPage {
  /** `3 unread notices`; null when there is none. */
  unread: string | null;
  items: NoticeItem[];
  pages: Pages | null;
}

/** @param facts `notices` in the order of the inbox, one more than a page when others follow. */
export function presentNotices(facts: {
  notices: readonly NoticeView[];
  unread: number;
  page: number;
  pageLength: number;
}): NoticesPage {
  const { notices, unread, page, pageLength } = facts;
  return {
    unread: unread > 0 ? countText(unread, 'unread notice') : null,
    items: notices.slice(0, pageLength).map(presentNotice),
    pages: presentPages(page, notices.length > pageLength, (number) => paths.notices({}, { page: number })),
  };
}

const presentNotice = ({ id, title, text, path, dueOn, sentAt, clause, readAt }: NoticeView): NoticeItem => ({
  title,
  text,
  href: path,
  when: [`Sent on ${momentText(sentAt)}`, ...(dueOn ? [`due by ${localDateText(dueOn)}`] : [])].join(', '),
  clause: presentClause(clause),
  isUnread: readAt === null,
  readHref: paths.noticeRead({ id }),
});
