import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RecordsModule } from '../records/records.module.js';
import { Disclosure } from './disclosure.entity.js';
import { DisclosureAttachment } from './disclosure-attachment.entity.js';
import { DisclosureDraft } from './disclosure-draft.entity.js';
import { DisclosureItem } from './disclosure-item.entity.js';
import { DisclosureView } from './disclosure-view.entity.js';

/** The information itself: disclosing it, looking at it, acknowledging it (ISA-18, 26). */
@Module({
  imports: [
    TypeOrmModule.forFeature([Disclosure, DisclosureItem, DisclosureAttachment, DisclosureView, DisclosureDraft]),
    RecordsModule,
  ],
})
export class DisclosingModule {}
