import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgerModule } from '@broker/ledger';
import { Agency } from './agency.entity.js';
import { Appointment } from './appointment.entity.js';
import { AppointmentService } from './appointment.service.js';
import { MachineToken } from './machine-token.entity.js';
import { MachineTokenService } from './machine-token.service.js';
import { Officer } from './officer.entity.js';
import { Session } from './session.entity.js';
import { SignInService } from './sign-in.service.js';

/** Agencies, officers, their appointments, and how they sign in. */
@Module({
  imports: [TypeOrmModule.forFeature([Agency, Officer, Appointment, Session, MachineToken]), LedgerModule],
  providers: [SignInService, MachineTokenService, AppointmentService],
  exports: [SignInService, MachineTokenService, AppointmentService],
})
export class IdentityModule {}
