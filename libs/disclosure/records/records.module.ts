import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { DisclosureRecord } from './disclosure-record.entity.js';
import { DisclosureRecordService } from './disclosure-record.service.js';
import { RetentionModule } from '../retention/index.js';
import { SubjectIndexModule } from '../subject-index/subject-index.module.js';
import { RecordAlarms } from './record-alarms.service.js';
import { RecordCorrection } from './record-correction.service.js';
import { RecordFolder } from './record-folder.js';
import { RecordQueries } from './record.queries.js';
import { RecordReading } from './record-reading.service.js';
import { RecordStore } from './record-store.service.js';
import { RecordTelling } from './record-telling.service.js';
import { RecordWriting } from './record-writing.service.js';

const services = [
  DisclosureRecordService,
  RecordStore,
  RecordWriting,
  RecordCorrection,
  RecordQueries,
  RecordReading,
  RecordTelling,
];

/** The disclosure records of both sides of every exchange of personal information (ISA-7, 24). */
@Module({
  imports: [
    TypeOrmModule.forFeature([DisclosureRecord]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
    SubjectIndexModule,
    RetentionModule,
  ],
  providers: [...services, RecordAlarms, RecordFolder],
  exports: services,
})
export class RecordsModule {}
