import type { NoticeWording } from './notice-words.js';

/** Notices in the course of a breach (ISA-32). */
export const BREACH_NOTICES = {} as const satisfies Record<string, NoticeWording>;
