import type { NoticeWording } from './notice-words.js';

/** Notices about officers, their posts, training and access. */
export const IDENTITY_NOTICES = {} as const satisfies Record<string, NoticeWording>;
