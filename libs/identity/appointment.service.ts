import { Injectable } from '@nestjs/common';
import { londonDate } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import type { EntityManager } from 'typeorm';
import { Agency, type AgencyKind } from './agency.entity.js';
import { Appointment } from './appointment.entity.js';
import type { Role } from './domain/index.js';
import { Officer } from './officer.entity.js';

/** An officer to be appointed. `passwordHash` as `hashPassword` makes it. */
export interface NewAppointment {
  email: string;
  name: string;
  passwordHash: string;
  agencyId: string;
  partnershipId: string;
  role: Role;
}

/** Enters agencies and appoints officers (ISA-20), in the caller's transaction. */
@Injectable()
export class AppointmentService {
  constructor(private readonly ledger: LedgerService) {}

  /** Enters an agency. @returns its id. */
  async enterAgency(manager: EntityManager, agency: { name: string; kind: AgencyKind; todayName?: string }) {
    const entered = await manager.save(Agency, { ...agency, todayName: agency.todayName ?? null });
    return entered.id;
  }

  /** Enters an officer and appoints them from today on. @returns the appointment's id. */
  async appoint(manager: EntityManager, appointment: NewAppointment, at: Date): Promise<string> {
    const { email, name, passwordHash, ...post } = appointment;
    const officer = await manager.save(Officer, { email: email.trim().toLowerCase(), name, passwordHash });
    const made = await manager.save(Appointment, { ...post, officerId: officer.id, startedOn: londonDate(at) });
    await this.ledger.append(manager, {
      event: 'OfficerAppointed',
      partnershipId: post.partnershipId,
      agencyId: post.agencyId,
      officerId: officer.id,
      subject: { kind: 'appointment', id: made.id },
      at,
      facts: { role: post.role },
    });
    return made.id;
  }
}
