import { Module } from '@nestjs/common';
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
import { AccessibilityController } from './accessibility/accessibility.controller.js';
import { AccountController } from './account/account.controller.js';
import { AgencySignInController } from './account/agency-sign-in.controller.js';
import { AuthenticatorAppController } from './account/authenticator-app.controller.js';
import { PasskeysController } from './account/passkeys.controller.js';
import { PasswordController } from './account/password.controller.js';
import { SignInHelpController } from './account/sign-in-help.controller.js';
import { InvitationController } from './sign-in/invitation.controller.js';
import { PasskeySignInController } from './sign-in/passkey-sign-in.controller.js';
import { ProviderSignInController } from './sign-in/provider-sign-in.controller.js';
import { SecondProofController } from './sign-in/second-proof.controller.js';
import { AUDIT_PAGES } from './audit/audit-pages.js';
import { AuditPages } from './audit/audit-pages.service.js';
import { AppointmentsController } from './appointments/appointments.controller.js';
import { BreakGlassController } from './break-glass/break-glass.controller.js';
import { BreakGlassOpeningController } from './break-glass/break-glass-opening.controller.js';
import { BreakGlassPages } from './break-glass/break-glass-pages.service.js';
import { BreakGlassReviewController } from './break-glass/break-glass-review.controller.js';
import { AGREEMENT_PAGES } from './agreement/agreement-pages.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { ProclamationController } from './calendar/proclamation.controller.js';
import { BreachController } from './breaches/breach.controller.js';
import { breachFormController } from './breaches/breach-form.controller.js';
import { BREACH_FORMS } from './breaches/breach-forms.js';
import { BreachesController } from './breaches/breaches.controller.js';
import { DiscloseController } from './disclosures/disclose.controller.js';
import { DisclosuresController } from './disclosures/disclosures.controller.js';
import { RecordController } from './records/record.controller.js';
import { RecordFormsController } from './records/record-forms.controller.js';
import { RecordPages } from './records/record-pages.service.js';
import { RecordsController } from './records/records.controller.js';
import { DatasetsController } from './datasets/datasets.controller.js';
import { UploadController } from './datasets/upload.controller.js';
import { DeadlineController } from './deadlines/deadline.controller.js';
import { DeadlinesController } from './deadlines/deadlines.controller.js';
import { HomeController } from './home/home.controller.js';
import { PermissionsController } from './permissions/permissions.controller.js';
import { ProgramEndController } from './programs/program-end.controller.js';
import { ProgramsController } from './programs/programs.controller.js';
import { KEEPING_CONTROLLERS } from './keeping/keeping-pages.js';
import { KeepingPages } from './keeping/keeping-pages.service.js';
import { NoticesController } from './notices/notices.controller.js';
import { PreferencesController } from './notices/preferences.controller.js';
import { WebhooksController } from './notices/webhooks.controller.js';
import { LogController } from './log/log.controller.js';
import { WitnessFormsController } from './witnesses/witness-forms.controller.js';
import { WitnessesController } from './witnesses/witnesses.controller.js';
import { EvidencePages } from './proof/evidence-pages.service.js';
import { ProofBundleController } from './proof/proof-bundle.controller.js';
import { ProofCheckController } from './proof/proof-check.controller.js';
import { ProofController } from './proof/proof.controller.js';
import { ProofsController } from './proof/proofs.controller.js';
import { AbsenceController } from './officers/absence.controller.js';
import { AgencyPages } from './officers/agency-pages.service.js';
import { FolderController } from './officers/folder.controller.js';
import { NominationController } from './officers/nomination.controller.js';
import { RegistrationController } from './officers/registration.controller.js';
import { TrainingController } from './officers/training.controller.js';
import { PartnersController } from './partners/partners.controller.js';
import { CertificateController } from './releases/certificate.controller.js';
import { CollectionsController } from './releases/collections.controller.js';
import { ReleaseController } from './releases/release.controller.js';
import { ReleasesController } from './releases/releases.controller.js';
import { DenialService } from './shell/denial.service.js';
import { NotFoundController } from './shell/not-found.controller.js';
import { ShellService } from './shell/shell.service.js';
import { ConfirmController } from './sign-in/confirm.controller.js';
import { SignInCookies } from './sign-in/session-cookie.js';
import { EntranceService } from './sign-in/entrance.service.js';
import { SiteService } from './sign-in/site.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignOutController } from './sign-in/sign-out.controller.js';

import { REQUEST_PAGES } from './requests/request-pages.js';
import { RequestPages } from './requests/request-pages.service.js';
import { SystemController } from './system/system.controller.js';
import { SubmissionController } from './submissions/submission.controller.js';
import { SubmissionReleaseController } from './submissions/submission-release.controller.js';
import { SubmissionWithdrawalController } from './submissions/submission-withdrawal.controller.js';
import { SubmissionsController } from './submissions/submissions.controller.js';

/** The pages. They ask the rooms and show what these answer: no rules and no SQL of their own. */
@Module({
  imports: [
    PlatformModule,
    DeadlinesModule,
    NoticesModule,
    IdentityModule,
    AgreementModule,
    ExchangeModule,
    BreachModule,
    DisclosureModule,
    AuditModule,
    LedgerModule,
  ],
  controllers: [
    SignInController,
    SignOutController,
    ConfirmController,
    SecondProofController,
    ProviderSignInController,
    PasskeySignInController,
    InvitationController,
    SignInHelpController,
    PasswordController,
    PasskeysController,
    AuthenticatorAppController,
    AgencySignInController,
    AccountController,
    HomeController,
    DatasetsController,
    UploadController,
    SubmissionsController,
    SubmissionController,
    SubmissionReleaseController,
    SubmissionWithdrawalController,
    ReleasesController,
    ReleaseController,
    CertificateController,
    CollectionsController,
    PartnersController,
    NominationController,
    TrainingController,
    AbsenceController,
    RegistrationController,
    FolderController,
    BreachesController,
    BreachController,
    ...BREACH_FORMS.map(breachFormController),
    DiscloseController, // before what takes any step of a request
    ...REQUEST_PAGES,
    ...AGREEMENT_PAGES,
    DisclosuresController,
    RecordsController,
    RecordFormsController,
    RecordController,
    ...AUDIT_PAGES,
    DeadlinesController,
    DeadlineController,
    CalendarController,
    ProclamationController,
    ...KEEPING_CONTROLLERS,
    PermissionsController,
    AppointmentsController,
    BreakGlassOpeningController,
    BreakGlassController,
    BreakGlassReviewController,
    ProgramsController,
    ProgramEndController,
    ProofsController,
    LogController,
    WitnessFormsController,
    WitnessesController,
    ProofCheckController,
    ProofBundleController,
    ProofController,
    NoticesController,
    PreferencesController,
    WebhooksController,
    SystemController,
    AccessibilityController,
    NotFoundController,
  ],
  providers: [
    ShellService,
    DenialService,
    RequestPages,
    AgencyPages,
    RecordPages,
    BreakGlassPages,
    KeepingPages,
    EvidencePages,
    AuditPages,
    SignInCookies,
    EntranceService,
    SiteService,
  ],
})
export class WebModule {}
