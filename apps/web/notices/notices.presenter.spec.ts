import { describe, expect, it } from '@jest/globals';
import type { NoticeView } from '@broker/notices';
import { presentNotices } from './notices.presenter.js';

const notice = (change: Partial<NoticeView> = {}): NoticeView => ({
  id: 'n',
  kind: 'breach-reported',
  clause: 'ISA-32b',
  title: 'A partner has reported a breach',
  text: 'Answer it.',
  path: '/breaches/b',
  dueOn: null,
  sentAt: new Date('2026-11-20T09:00:00Z'),
  readAt: null,
  ...change,
});

const page = (notices: NoticeView[], unread: number) => presentNotices({ notices, unread, page: 1, pageLength: 2 });

describe('presentNotices', () => {
  it('counts what is unread, and says nothing when nothing is', () => {
    expect(page([notice()], 1).unread).toBe('1 unread notice');
    expect(page([notice({ readAt: new Date() })], 0)).toMatchObject({ unread: null, items: [{ isUnread: false }] });
  });

  it('says when a notice came and by when something is to be done', () => {
    expect(page([notice({ dueOn: '2026-11-27' })], 1).items[0]).toMatchObject({
      when: 'Sent on Friday 20 November 2026 at 9:00am, due by Friday 27 November 2026',
      href: '/breaches/b',
      clause: { href: '/agreement#ISA-32b' },
      readHref: '/notices/n/read',
    });
  });

  it('shows one page, and the way to the next when there is one', () => {
    expect(page([notice(), notice()], 2).pages).toBeNull();
    const long = page([notice(), notice(), notice()], 3);
    expect(long.items).toHaveLength(2);
    expect(long.pages).not.toBeNull();
  });
});
