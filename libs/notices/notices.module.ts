import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgerModule } from '@broker/ledger';
import { CalendarFeed } from './calendar-feed.entity.js';
import { Notice } from './notice.entity.js';
import { NoticePreference } from './notice-preference.entity.js';
import { NoticeQueries } from './notice.queries.js';
import { NoticeService } from './notice.service.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { OutboxService } from './outbox.service.js';
import { Webhook } from './webhook.entity.js';

const services = [NoticeService, NoticeQueries, OutboxService];

/** Notices: the inbox, and what leaves it by e-mail, webhook or calendar feed. */
@Module({
  imports: [TypeOrmModule.forFeature([Notice, OutboxMessage, NoticePreference, Webhook, CalendarFeed]), LedgerModule],
  providers: services,
  exports: services,
})
export class NoticesModule {}
