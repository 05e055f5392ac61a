import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LEDGER_ENTITIES } from './ledger-entities.js';
import { LedgerSequencer } from './ledger-sequencer.service.js';
import { LedgerService } from './ledger.service.js';

/** The ledger: rooms append to it, the worker runs its sequencer. */
@Module({
  imports: [TypeOrmModule.forFeature(LEDGER_ENTITIES)],
  providers: [LedgerService, LedgerSequencer],
  exports: [LedgerService, LedgerSequencer],
})
export class LedgerModule {}
