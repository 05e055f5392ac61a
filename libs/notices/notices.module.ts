import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeadlinesModule } from '@broker/deadlines';
import { LedgerModule } from '@broker/ledger';
import { CalendarFeed } from './calendar/calendar-feed.entity.js';
import { CalendarFeedService } from './calendar/calendar-feed.service.js';
import { Mailer } from './mail/mailer.js';
import { Notice } from './notice.entity.js';
import { NoticePreference } from './notice-preference.entity.js';
import { NoticeQueries } from './notice.queries.js';
import { NoticeService } from './notice.service.js';
import { OutboxDelivery } from './outbox/outbox-delivery.service.js';
import { OutboxMessage } from './outbox/outbox-message.entity.js';
import { OUTBOX_QUEUE } from './outbox/outbox-queue.js';
import { OutboxRelay } from './outbox/outbox-relay.service.js';
import { OutboxQueries } from './outbox/outbox.queries.js';
import { OutboxService } from './outbox/outbox.service.js';
import { OutboxWaker } from './outbox/outbox-waker.service.js';
import { PreferenceService } from './preference.service.js';
import { WebhookCaller } from './webhooks/webhook-caller.js';
import { Webhook } from './webhooks/webhook.entity.js';
import { WebhookService } from './webhooks/webhook.service.js';

const services = [
  NoticeService,
  NoticeQueries,
  PreferenceService,
  OutboxService,
  OutboxQueries,
  OutboxRelay,
  WebhookService,
  CalendarFeedService,
  Mailer,
];

/** Notices: the inbox, and what leaves it by e-mail, webhook or calendar feed. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Notice, OutboxMessage, NoticePreference, Webhook, CalendarFeed]),
    BullModule.registerQueue({ name: OUTBOX_QUEUE }),
    DeadlinesModule,
    LedgerModule,
  ],
  providers: [...services, OutboxWaker, OutboxDelivery, WebhookCaller],
  exports: services,
})
export class NoticesModule {}
