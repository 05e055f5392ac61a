import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, londonDate, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { Agency } from '../agency.entity.js';
import {
  judgeRegistration,
  toolkitFault,
  type Actor,
  type RegistrationAsked,
  type ToolkitStatus,
} from '../domain/index.js';
import { actorFields } from '../sign-in/actor-fields.js';
import { OfficerDeadlines } from './officer-deadlines.service.js';
import { OfficerRefusals } from './officer-refusals.service.js';
import { DataProtectionRegistration } from './registration.entity.js';
import { ToolkitAssessment } from './toolkit-assessment.entity.js';

/** Keeps the data protection registration of an agency, and of a health body what it published in the toolkit (ISA-21). */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly refusals: OfficerRefusals,
    private readonly deadlines: OfficerDeadlines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records the registration of the actor's agency; older ones stay as its history. @returns its id, or a refusal of `judgeRegistration`. */
  async record(actor: Actor, asked: RegistrationAsked): Promise<Result<{ id: string }>> {
    const { partnershipId, agencyId, officerId } = actor;
    const now = this.clock.now();
    const judged = judgeRegistration(asked, londonDate(now));
    if (!judged.ok) return this.refusals.record(actor, 'registration.record', judged.refusal);
    return this.dataSource.transaction(async (manager) => {
      const recorded = { recordedBy: officerId, recordedAt: now };
      const kept = { partnershipId, agencyId, ...judged.value, ...recorded };
      const { id } = await manager.save(DataProtectionRegistration, kept);
      await this.ledger.append(manager, {
        event: 'RegistrationRecorded',
        ...actorFields(actor),
        subject: { kind: 'registration', id },
        at: now,
        facts: { isExempt: kept.number === null, expiresOn: kept.expiresOn },
      });
      await this.deadlines.registered(manager, actor);
      return accept({ id });
    });
  }

  /** Records what the actor's agency published in the toolkit. @returns its id, or a refusal of `toolkitFault`. */
  async recordToolkit(actor: Actor, asked: { endsIn: number; status: ToolkitStatus }): Promise<Result<{ id: string }>> {
    const { partnershipId, agencyId, officerId } = actor;
    const { endsIn, status } = asked;
    const now = this.clock.now();
    const recorded = await this.dataSource.transaction(async (manager): Promise<Result<{ id: string }>> => {
      const { kind } = await manager.findOneByOrFail(Agency, { id: agencyId });
      const fault = toolkitFault(kind, endsIn, londonDate(now));
      if (fault) return refuse(fault);
      const kept = { partnershipId, agencyId, endsIn, status, recordedBy: officerId, recordedAt: now };
      const { id } = await manager.save(ToolkitAssessment, kept);
      await this.ledger.append(manager, {
        event: 'ToolkitAssessmentRecorded',
        ...actorFields(actor),
        subject: { kind: 'toolkit-assessment', id },
        at: now,
        facts: { endsIn, status },
      });
      return accept({ id });
    });
    return recorded.ok ? recorded : this.refusals.record(actor, 'registration.record', recorded.refusal);
  }
}
