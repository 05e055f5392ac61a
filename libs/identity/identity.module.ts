import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DeadlinesModule } from '@broker/deadlines';
import { LedgerModule } from '@broker/ledger';
import { NoticesModule } from '@broker/notices';
import { AddressBookModule } from './address-book.module.js';
import { Agency } from './agency.entity.js';
import { Appointment } from './appointment.entity.js';
import { AppointmentChoice } from './appointments/appointment-choice.service.js';
import { AppointmentService } from './appointment.service.js';
import { MachineToken } from './machine-token.entity.js';
import { Officer } from './officer.entity.js';
import { Absence } from './officers/absence.entity.js';
import { AbsenceService } from './officers/absence.service.js';
import { CoverService } from './officers/cover.service.js';
import { IdentityFolder } from './officers/identity-folder.js';
import { MovedDeadlineNotices } from './officers/moved-deadline-notices.service.js';
import { NominationService } from './officers/nomination.service.js';
import { OfficerDeadlines } from './officers/officer-deadlines.service.js';
import { OfficerQueries } from './officers/officer.queries.js';
import { OfficerRefusals } from './officers/officer-refusals.service.js';
import { PersonService } from './officers/person.service.js';
import { PostureQueries } from './officers/posture.queries.js';
import { DataProtectionRegistration } from './officers/registration.entity.js';
import { RegistrationService } from './officers/registration.service.js';
import { RequestsFolder } from './officers/requests-folder.service.js';
import { ToolkitAssessment } from './officers/toolkit-assessment.entity.js';
import { TrainingQueries } from './officers/training.queries.js';
import { TrainingService } from './officers/training.service.js';
import { TrainingRecord } from './officers/training-record.entity.js';
import { WitnessWatch } from './officers/witness-watch.service.js';
import { SIGN_IN_ENTITIES } from './sign-in/entities.js';
import { SIGN_IN_SERVICES } from './sign-in/services.js';
import { Session } from './sign-in/session.entity.js';
import { MachineTokenQueries } from './tokens/machine-token.queries.js';
import { MachineTokenService } from './tokens/machine-token.service.js';
import { RefreshToken } from './tokens/refresh-token.entity.js';
import { SigningKey } from './tokens/signing-key.entity.js';
import { SigningKeyService } from './tokens/signing-key.service.js';

const entities = [
  Agency,
  Officer,
  Appointment,
  Session,
  MachineToken,
  RefreshToken,
  SigningKey,
  Absence,
  TrainingRecord,
  DataProtectionRegistration,
  ToolkitAssessment,
  ...SIGN_IN_ENTITIES,
];
const services = [
  ...SIGN_IN_SERVICES,
  MachineTokenService,
  MachineTokenQueries,
  SigningKeyService,
  AppointmentService,
  AppointmentChoice,
  CoverService,
  TrainingQueries,
  NominationService,
  AbsenceService,
  TrainingService,
  RegistrationService,
  OfficerQueries,
  PostureQueries,
  RequestsFolder,
  WitnessWatch,
];

/** Agencies, officers, their appointments, and how they sign in. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), LedgerModule, DeadlinesModule, NoticesModule, AddressBookModule],
  providers: [...services, PersonService, OfficerRefusals, OfficerDeadlines, MovedDeadlineNotices, IdentityFolder],
  exports: [...services, AddressBookModule],
})
export class IdentityModule {}
