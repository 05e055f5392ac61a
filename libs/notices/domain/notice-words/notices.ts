import type { NoticeWording } from './notice-words.js';

/** Notices about notices. */
export const NOTICES_NOTICES = {
  'webhook-off': {
    words: () => ({
      title: 'Your agency’s webhook has been switched off',
      text: 'Its address failed again and again. Notices still reach the inbox. Put the address right, then switch the webhook on again.',
    }),
    path: () => '/notices/webhooks',
  },
} as const satisfies Record<string, NoticeWording>;
