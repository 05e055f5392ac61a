import { Module } from '@nestjs/common';
import { ExchangeModule } from '@broker/exchange';
import { LedgerModule } from '@broker/ledger';
import { PlatformModule } from '@broker/platform';
import { SubmissionProcessor } from './submission.processor.js';
import { Sweeper } from './sweeper.service.js';

/** What is done behind the pages: checking files and sequencing the ledger. */
@Module({
  imports: [PlatformModule, ExchangeModule, LedgerModule],
  providers: [SubmissionProcessor, Sweeper],
})
export class WorkerModule {}
