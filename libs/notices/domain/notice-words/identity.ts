import type { NoticeWording } from './notice-words.js';

/** Notices about officers, their posts, training and access. */
export const IDENTITY_NOTICES = {
  'sign-in-reset-started': {
    words: () => ({
      title: 'Somebody asked to reset how you sign in',
      text: 'Nothing happens before a second person approves it. If you did not ask for it, stop it on your account page.',
    }),
    path: () => '/account',
  },
  'sign-in-reset-approved': {
    words: () => ({
      title: 'The reset of how you sign in was approved',
      text: 'A day after the approval a link lets whoever has it choose a new password for you. If you did not ask for it, stop it on your account page now.',
    }),
    path: () => '/account',
  },
} as const satisfies Record<string, NoticeWording>;
