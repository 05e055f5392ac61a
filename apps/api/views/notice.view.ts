import type { NoticeView } from '@broker/notices';
import type { NoticeDocument } from '../documents/notice.documents.js';

/** A notice as the interface tells it. */
export const noticeDocument = ({ sentAt, readAt, ...notice }: NoticeView): NoticeDocument => ({
  ...notice,
  sentAt: sentAt.toISOString(),
  readAt: readAt && readAt.toISOString(),
});
