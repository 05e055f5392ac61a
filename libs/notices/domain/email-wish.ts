/** When an officer wants e-mail: with each notice, once a day with all that is unread and due, or never. */
export type EmailWish = 'at-once' | 'daily' | 'none';

/** Every wish, in the order in which the page offers them. */
export const EMAIL_WISHES: readonly EmailWish[] = ['at-once', 'daily', 'none'];
