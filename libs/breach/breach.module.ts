import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { BreachAlarms } from './breach-alarms.service.js';
import { BreachClocks } from './breach-clocks.service.js';
import { BreachEventRow } from './breach-event.entity.js';
import { BreachEvidence } from './breach-evidence.service.js';
import { BreachTelling } from './breach-telling.service.js';
import { BreachRow } from './breach.entity.js';
import { BreachQueries } from './breach.queries.js';
import { BreachService } from './breach.service.js';

/** Breaches of the agreement: from the moment a partner becomes aware to the closing (ISA-32). */
@Module({
  imports: [
    TypeOrmModule.forFeature([BreachRow, BreachEventRow]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
  ],
  providers: [BreachService, BreachQueries, BreachClocks, BreachEvidence, BreachTelling, BreachAlarms],
  exports: [BreachService, BreachQueries],
})
export class BreachModule {}
