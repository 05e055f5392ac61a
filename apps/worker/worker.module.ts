import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { AuditModule } from '@broker/audit';
import { BreachModule } from '@broker/breach';
import { DisclosureModule } from '@broker/disclosure';
import {
  ClockWatch,
  DEADLINE_QUEUE,
  DeadlinesModule,
  DeadlineWaker,
  processClock,
  STEADY_CLOCK,
} from '@broker/deadlines';
import { ExchangeModule } from '@broker/exchange';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { PlatformModule } from '@broker/platform';
import { Checkpointer } from './checkpointer.service.js';
import { DeadlineProcessor } from './deadline.processor.js';
import { DeadlineSweeper } from './deadline-sweeper.service.js';
import { Housekeeper } from './housekeeper.service.js';
import { OutboxProcessor } from './outbox.processor.js';
import { OutboxSweeper } from './outbox-sweeper.service.js';
import { SubmissionProcessor } from './submission.processor.js';
import { Sweeper } from './sweeper.service.js';

/** What is done behind the pages: checking files, ringing the alarms of deadlines, sequencing the ledger, keeping house. */
@Module({
  imports: [
    PlatformModule,
    DeadlinesModule,
    NoticesModule,
    IdentityModule,
    ExchangeModule,
    BreachModule,
    DisclosureModule,
    AuditModule,
    LedgerModule,
    BullModule.registerQueue({ name: DEADLINE_QUEUE }),
  ],
  providers: [
    SubmissionProcessor,
    Sweeper,
    Housekeeper,
    Checkpointer,
    OutboxProcessor,
    OutboxSweeper,
    DeadlineProcessor,
    DeadlineSweeper,
    DeadlineWaker,
    ClockWatch,
    { provide: STEADY_CLOCK, useValue: processClock },
  ],
})
export class WorkerModule {}
