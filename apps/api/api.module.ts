import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { AgreementModule } from '@broker/agreement';
import { DeadlinesModule } from '@broker/deadlines';
import { AuditModule } from '@broker/audit';
import { BreachModule } from '@broker/breach';
import { DisclosureModule } from '@broker/disclosure';
import { ExchangeModule } from '@broker/exchange';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { PlatformModule } from '@broker/platform';
import { ActGuard, MediaTypeGuard, TokenGuard } from './access/access.guards.js';
import { OwnRecords } from './access/own-records.service.js';
import { TokenService } from './access/token.service.js';
import { TokenStrategy } from './access/token.strategy.js';
import { OpenApiDescription } from './documents/openapi-description.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { AgreementController } from './rooms/agreement.controller.js';
import { ConsultationsController } from './rooms/consultations.controller.js';
import { FoiController } from './rooms/foi.controller.js';
import { OnwardController } from './rooms/onward.controller.js';
import { RetentionController } from './rooms/retention.controller.js';
import { SubjectAccessController } from './rooms/subject-access.controller.js';
import { CalendarController } from './rooms/calendar.controller.js';
import { BreachesController } from './rooms/breaches.controller.js';
import { GatewaysController } from './rooms/gateways.controller.js';
import { RequestsController } from './rooms/requests.controller.js';
import { DatasetsController } from './rooms/datasets.controller.js';
import { KeysController } from './rooms/keys.controller.js';
import { DeadlinesController } from './rooms/deadlines.controller.js';
import { LedgerController } from './rooms/ledger.controller.js';
import { LogController } from './rooms/log.controller.js';
import { ReceiptsController } from './rooms/receipts.controller.js';
import { OfficersController } from './rooms/officers.controller.js';
import { NoticesController } from './rooms/notices.controller.js';
import { DisclosuresController } from './rooms/disclosures.controller.js';
import { DisclosureLogController } from './rooms/disclosure-log.controller.js';
import { FindingsController } from './rooms/findings.controller.js';
import { SamplesController } from './rooms/samples.controller.js';
import { OpenApiController } from './rooms/openapi.controller.js';
import { PartnersController } from './rooms/partners.controller.js';
import { PermissionsController } from './rooms/permissions.controller.js';
import { RecordsController } from './rooms/records.controller.js';
import { RegisterController } from './rooms/register.controller.js';
import { ReleasesController } from './rooms/releases.controller.js';
import { SubmissionsController } from './rooms/submissions.controller.js';
import { TokensController } from './rooms/tokens.controller.js';
import { WitnessesController } from './rooms/witnesses.controller.js';
import { UnknownAddressController } from './rooms/unknown-address.controller.js';
import { WebhooksController } from './rooms/webhooks.controller.js';

/** The interface for agencies' systems: JSON under /api/v1. */
@Module({
  imports: [
    PlatformModule,
    DeadlinesModule,
    NoticesModule,
    LedgerModule,
    IdentityModule,
    AgreementModule,
    ExchangeModule,
    BreachModule,
    DisclosureModule,
    AuditModule,
    PassportModule,
    JwtModule.register({}),
  ],
  controllers: [
    TokensController,
    AgreementController,
    DisclosuresController,
    RecordsController,
    RegisterController,
    DatasetsController,
    BreachesController,
    RequestsController,
    GatewaysController,
    OnwardController,
    RetentionController,
    SubjectAccessController,
    ConsultationsController,
    FoiController,
    SubmissionsController,
    ReleasesController,
    DeadlinesController,
    CalendarController,
    LedgerController,
    LogController,
    ReceiptsController,
    WitnessesController,
    NoticesController,
    WebhooksController,
    PermissionsController,
    KeysController,
    PartnersController,
    OfficersController,
    DisclosureLogController,
    SamplesController,
    FindingsController,
    OpenApiController,
    UnknownAddressController, // last: it takes every address that is left
  ],
  providers: [
    TokenService,
    OwnRecords,
    OpenApiDescription,
    TokenStrategy,
    TokenGuard,
    ActGuard,
    MediaTypeGuard,
    IdempotencyInterceptor,
  ],
})
export class ApiModule {}
