/** Queue that wakes the relay of the outbox. */
export const OUTBOX_QUEUE = 'outbox';

/** A wake-up: the key of nothing but a message's id. What is to be sent stands in its row. */
export interface OutboxJob {
  messageId: string;
}
