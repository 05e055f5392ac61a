import type { NoticeWording } from './notice-words.js';

/** Notices about the calendar and deadlines in general. */
export const DEADLINES_NOTICES = {} as const satisfies Record<string, NoticeWording>;
