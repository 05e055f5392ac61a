import { Module } from '@nestjs/common';
import { AgreementModule } from '@broker/agreement';
import { AuditModule } from '@broker/audit';
import { BreachModule } from '@broker/breach';
import { DisclosureModule } from '@broker/disclosure';
import { ExchangeModule } from '@broker/exchange';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { PlatformModule } from '@broker/platform';

/** The rooms that a new installation is filled through. */
@Module({
  imports: [
    PlatformModule,
    NoticesModule,
    IdentityModule,
    AgreementModule,
    ExchangeModule,
    BreachModule,
    DisclosureModule,
    AuditModule,
    LedgerModule,
  ],
})
export class DemonstrationModule {}
