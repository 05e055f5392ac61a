import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { RecordsModule } from '../records/index.js';
import { RetentionModule } from '../retention/index.js';
import { SubjectIndexModule } from '../subject-index/index.js';
import { AskingContext } from './asking-context.service.js';
import { DecisionDraft } from './decision-draft.entity.js';
import { DecisionDraftService } from './decision-draft.service.js';
import { GatewayCorrection } from './gateway-correction.entity.js';
import { GatewayRegister } from './gateway-register.service.js';
import { InformationRequest } from './information-request.entity.js';
import { RequestAlarms } from './request-alarms.service.js';
import { RequestClocks } from './request-clocks.service.js';
import { RequestEventRow } from './request-event.entity.js';
import { RequestEvidence } from './request-evidence.service.js';
import { RequestFolder } from './request-folder.js';
import { RequestItem } from './request-item.entity.js';
import { RequestQueries } from './request.queries.js';
import { FourEyesRule, RequestStandard } from './request-settings.entity.js';
import { RequestSettings } from './request-settings.service.js';
import { RequestService } from './request.service.js';
import { RequestTelling } from './request-telling.service.js';
import { RequestTraces } from './request-traces.service.js';
import { RequestWordsKeeper } from './request-words.service.js';

/** Requests for personal information and the decisions on them (ISA-12 to 18, 26 to 30). */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      InformationRequest,
      RequestItem,
      RequestEventRow,
      DecisionDraft,
      RequestStandard,
      FourEyesRule,
      GatewayCorrection,
    ]),
    AgreementModule,
    IdentityModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
    SubjectIndexModule,
    RecordsModule,
    RetentionModule,
  ],
  providers: [
    RequestService,
    DecisionDraftService,
    RequestQueries,
    RequestSettings,
    GatewayRegister,
    AskingContext,
    RequestWordsKeeper,
    RequestClocks,
    RequestEvidence,
    RequestTelling,
    RequestTraces,
    RequestAlarms,
    RequestFolder,
  ],
  exports: [RequestService, DecisionDraftService, RequestQueries, RequestSettings, GatewayRegister],
})
export class AskingModule {}
