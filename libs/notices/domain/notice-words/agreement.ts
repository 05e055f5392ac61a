import type { NoticeWording } from './notice-words.js';

/** Notices about the agreement and its signatures. */
export const AGREEMENT_NOTICES = {} as const satisfies Record<string, NoticeWording>;
