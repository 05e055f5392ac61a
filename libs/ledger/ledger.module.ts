import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CheckpointService } from './checkpoints/checkpoint.service.js';
import { LogKeyService } from './checkpoints/log-key.service.js';
import { LogBundleService } from './files/log-bundle.service.js';
import { LogFilesService } from './files/log-files.service.js';
import { ProofFilesService } from './files/proof-files.service.js';
import { LEDGER_ENTITIES } from './ledger-entities.js';
import { LedgerSequencer } from './ledger-sequencer.service.js';
import { LedgerService } from './ledger.service.js';
import { ReceiptService } from './receipts/receipt.service.js';
import { QuorumRule } from './witnesses/quorum-rule.js';
import { WitnessQueries } from './witnesses/witness.queries.js';
import { WitnessRounds } from './witnesses/witness-rounds.service.js';
import { WitnessService } from './witnesses/witness.service.js';

const services = [
  LedgerService,
  LedgerSequencer,
  LogKeyService,
  CheckpointService,
  ReceiptService,
  WitnessService,
  WitnessRounds,
  WitnessQueries,
  QuorumRule,
  LogFilesService,
  ProofFilesService,
  LogBundleService,
];

/** The ledger: rooms append to it, the worker runs its sequencer, signs its checkpoints and has them witnessed. */
@Module({
  imports: [TypeOrmModule.forFeature(LEDGER_ENTITIES)],
  providers: services,
  exports: services,
})
export class LedgerModule {}
