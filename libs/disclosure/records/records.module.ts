import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { DisclosureRecord } from './disclosure-record.entity.js';
import { DisclosureRecordService } from './disclosure-record.service.js';
import { RecordStore } from './record-store.service.js';

/** The disclosure records of both sides of every exchange of personal information (ISA-7, 24). */
@Module({
  imports: [
    TypeOrmModule.forFeature([DisclosureRecord]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
  ],
  providers: [DisclosureRecordService, RecordStore],
  exports: [DisclosureRecordService, RecordStore],
})
export class RecordsModule {}
