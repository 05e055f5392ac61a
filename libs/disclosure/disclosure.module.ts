import { Module } from '@nestjs/common';
import { AskingModule } from './asking/asking.module.js';
import { DisclosingModule } from './disclosing/disclosing.module.js';
import { KeepingModule } from './keeping/keeping.module.js';
import { SubjectIndexModule } from './subject-index/subject-index.module.js';

/** Personal information: requests and decisions, the disclosures and their records, and what happens to them afterwards. */
@Module({
  imports: [SubjectIndexModule, AskingModule, DisclosingModule, KeepingModule],
  exports: [SubjectIndexModule, AskingModule, DisclosingModule, KeepingModule],
})
export class DisclosureModule {}
