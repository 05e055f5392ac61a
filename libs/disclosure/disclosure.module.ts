import { Module } from '@nestjs/common';
import { AskingModule } from './asking/asking.module.js';
import { DisclosingModule } from './disclosing/disclosing.module.js';
import { KeepingModule } from './keeping/keeping.module.js';
import { RecordsModule } from './records/records.module.js';
import { RetentionModule } from './retention/index.js';
import { SubjectIndexModule } from './subject-index/subject-index.module.js';

const rooms = [SubjectIndexModule, RetentionModule, RecordsModule, AskingModule, DisclosingModule, KeepingModule];

/** Personal information: requests and decisions, the disclosures and their records, and what happens to them afterwards. */
@Module({ imports: rooms, exports: rooms })
export class DisclosureModule {}
