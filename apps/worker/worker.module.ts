import { Module } from '@nestjs/common';
import { DeadlinesModule } from '@broker/deadlines';
import { ExchangeModule } from '@broker/exchange';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { PlatformModule } from '@broker/platform';
import { DeadlineSweeper } from './deadline-sweeper.service.js';
import { SubmissionProcessor } from './submission.processor.js';
import { Sweeper } from './sweeper.service.js';

/** What is done behind the pages: checking files, ringing the alarms of deadlines, sequencing the ledger. */
@Module({
  imports: [PlatformModule, DeadlinesModule, NoticesModule, ExchangeModule, LedgerModule],
  providers: [SubmissionProcessor, Sweeper, DeadlineSweeper],
})
export class WorkerModule {}
