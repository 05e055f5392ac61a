import type { NoticeWording } from './notice-words.js';

/** Notices about programs and their tokens. */
export const TOKENS_NOTICES = {
  'program-reused': {
    words: () => ({
      title: 'A program was shut out: its token was used twice',
      text: 'A refresh token of a program of your agency came a second time, so somebody else may hold a copy. Every token of the program was ended at once. Find out who else used it, then let the program in again.',
    }),
    path: () => '/programs',
  },
} as const satisfies Record<string, NoticeWording>;
