import { Injectable } from '@nestjs/common';
import { londonDate, type LocalDate } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import type { EntityManager } from 'typeorm';
import { Agency, type AgencyKind } from './agency.entity.js';
import { Appointment } from './appointment.entity.js';
import type { Role } from './domain/index.js';
import { Officer } from './officer.entity.js';
import { OfficerDeadlines } from './officers/officer-deadlines.service.js';
import { TrainingRecord } from './officers/training-record.entity.js';

/** An officer to be appointed. `passwordHash` as `hashPassword` makes it. */
export interface NewAppointment {
  email: string;
  name: string;
  passwordHash: string;
  agencyId: string;
  partnershipId: string;
  role: Role;
  /** The last day in post, where it is known; open when left out. */
  endedOn?: LocalDate;
  /** The course that the officer brings along, where there is one: without it they may read, but not authorise (ISA-22). */
  training?: Training;
}

type Training = { course: string; heldOn: LocalDate; expiresOn: LocalDate };

/** Enters agencies and appoints officers (ISA-20), in the caller's transaction. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly deadlines: OfficerDeadlines,
  ) {}

  /** Enters an agency. @returns its id. */
  async enterAgency(manager: EntityManager, agency: { name: string; kind: AgencyKind; todayName?: string }) {
    const entered = await manager.save(Agency, { ...agency, todayName: agency.todayName ?? null });
    return entered.id;
  }

  /** Enters an officer and appoints them from today on. @returns the appointment's id. */
  async appoint(manager: EntityManager, appointment: NewAppointment, at: Date): Promise<string> {
    const { email, name, passwordHash, ...post } = appointment;
    const officer = await manager.save(Officer, { email: email.trim().toLowerCase(), name, passwordHash });
    return this.appointAlso(manager, officer.id, post, at);
  }

  /** Appoints somebody who signs in already to one more post, in this partnership or another. @returns the appointment's id. */
  async appointAlso(
    manager: EntityManager,
    officerId: string,
    { training, ...post }: Omit<NewAppointment, 'email' | 'name' | 'passwordHash'>,
    at: Date,
  ): Promise<string> {
    const made = await manager.save(Appointment, { ...post, officerId, startedOn: londonDate(at) });
    if (training) await this.enterTraining(manager, made, training, at);
    await this.ledger.append(manager, {
      event: 'OfficerAppointed',
      partnershipId: post.partnershipId,
      agencyId: post.agencyId,
      officerId,
      subject: { kind: 'appointment', id: made.id },
      at,
      facts: { role: post.role },
    });
    return made.id;
  }

  private async enterTraining(manager: EntityManager, post: Appointment, training: Training, at: Date): Promise<void> {
    const { officerId, partnershipId, agencyId } = post;
    const record = { officerId, partnershipId, agencyId, ...training, recordedBy: null, recordedAt: at };
    const { id } = await manager.save(TrainingRecord, record);
    await this.ledger.append(manager, {
      event: 'TrainingRecorded',
      partnershipId,
      agencyId,
      officerId,
      subject: { kind: 'training-record', id },
      at,
      facts: { trainedOfficerId: officerId, heldOn: training.heldOn, expiresOn: training.expiresOn },
    });
    await this.deadlines.trained(manager, post, officerId);
  }
}
