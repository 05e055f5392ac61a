import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { AskingModule } from '../asking/index.js';
import { RecordsModule } from '../records/index.js';
import { RetentionModule } from '../retention/index.js';
import { SubjectIndexModule } from '../subject-index/index.js';
import { Disclosure } from './disclosure.entity.js';
import { DisclosureAlarms } from './disclosure-alarms.service.js';
import { DisclosureAttachment } from './disclosure-attachment.entity.js';
import { DisclosureDraft } from './disclosure-draft.entity.js';
import { DisclosureItem } from './disclosure-item.entity.js';
import { DisclosurePreparation } from './disclosure-draft.service.js';
import { DisclosureQueries } from './disclosure.queries.js';
import { DisclosureReading } from './disclosure-reading.service.js';
import { DisclosureService } from './disclosure.service.js';
import { DisclosureTelling } from './disclosure-telling.service.js';
import { DisclosureView } from './disclosure-view.entity.js';
import { FileGate } from './files/file-gate.service.js';
import { VaultRotation } from './vault-rotation.service.js';
import { ReceiptOfDisclosure } from './receipt.service.js';

const services = [
  DisclosureService,
  DisclosurePreparation,
  DisclosureReading,
  DisclosureQueries,
  ReceiptOfDisclosure,
  FileGate,
  VaultRotation,
];

/** The information itself: disclosing it, looking at it, acknowledging it (ISA-18, 24, 26). */
@Module({
  imports: [
    TypeOrmModule.forFeature([Disclosure, DisclosureItem, DisclosureAttachment, DisclosureView, DisclosureDraft]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
    SubjectIndexModule,
    RetentionModule,
    AskingModule,
    RecordsModule,
  ],
  providers: [...services, DisclosureTelling, DisclosureAlarms],
  exports: services,
})
export class DisclosingModule {}
