import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Notice } from '../notice.entity.js';
import { Webhook } from '../webhooks/webhook.entity.js';

/** By which way a message leaves. */
export type OutboxChannel = 'email' | 'digest' | 'test-email' | 'webhook';

/** `dropped`: there was nothing to say, or nobody to say it to, any more. `dead`: given up, until an operator tries it again. */
export type OutboxState = 'waiting' | 'sent' | 'dropped' | 'dead';

/**
 * One message on its way out. It holds ids alone: addressee and words are looked up when it leaves. It leaves at least once, each
 * time with the same idempotency key.
 */
@Entity('outbox_message')
@Unique(['key'])
@Index(['nextAt'], { where: "state = 'waiting'" })
@Index(['state', 'endedAt'])
@Check('outbox_message_channel_check', "channel IN ('email','digest','test-email','webhook')")
@Check(
  'outbox_message_target_check',
  "(channel = 'webhook') = (webhook_id IS NOT NULL) AND (channel = 'webhook' OR officer_id IS NOT NULL) AND (channel <> 'email' OR notice_id IS NOT NULL)",
)
@Check('outbox_message_state_check', "state IN ('waiting','sent','dropped','dead')")
export class OutboxMessage {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** What it is for: entered a second time under the same key it changes nothing. */
  @Column('text')
  key: string;

  @Column('text')
  channel: OutboxChannel;

  /** Null for a digest, which gathers the notices of all of an officer's partnerships. */
  @Column('uuid', { nullable: true })
  partnershipId: string | null;

  @Column('uuid', { nullable: true })
  officerId: string | null;

  @ForeignKey(() => Notice)
  @Column('uuid', { nullable: true })
  noticeId: string | null;

  @ForeignKey(() => Webhook)
  @Column('uuid', { nullable: true })
  webhookId: string | null;

  @Column('text', { default: 'waiting' })
  state: OutboxState;

  /** How often a relay has begun to send it. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** Not before then. */
  @Column('timestamptz')
  nextAt: Date;

  /** Until then the message belongs to the relay that sends it. */
  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz')
  madeAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  /** Code of what went wrong last. */
  @Column('text', { nullable: true })
  fault: string | null;
}
