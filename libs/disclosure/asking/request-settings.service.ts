import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import {
  FOUR_EYES,
  isKeyOf,
  STANDARD_DAYS,
  STANDARD_FOUR_EYES,
  stepRefusals,
  type FourEyes,
  type ServiceStandard,
} from './domain/index.js';
import { FourEyesRule, RequestStandard } from './request-settings.entity.js';

/** How long answers take in a partnership, and when an agency has a second officer agree (ISA-30). */
@Injectable()
export class RequestSettings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The partnership's standard of service, in working days. */
  async standard(
    partnershipId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ServiceStandard & { isChanged: boolean }> {
    const row = await manager.findOneBy(RequestStandard, { partnershipId });
    const { routineDays, urgentDays, replyDays } = row ?? STANDARD_DAYS;
    return { routineDays, urgentDays, replyDays, isChanged: row !== null };
  }

  /** An agency's rule about second officers. */
  async fourEyesOf(
    partnershipId: string,
    agencyId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<FourEyes> {
    return (await manager.findOneBy(FourEyesRule, { partnershipId, agencyId }))?.rule ?? STANDARD_FOUR_EYES;
  }

  /** Changes the standard for what is sent from now on. Refuses days outside 1 to 60. */
  async changeStandard(actor: Actor, standard: ServiceStandard): Promise<Result<ServiceStandard>> {
    const { routineDays, urgentDays, replyDays } = standard;
    const days = { routineDays, urgentDays, replyDays };
    const isInRange = Object.values(days).every((one) => Number.isInteger(one) && one >= 1 && one <= 60);
    if (!isInRange) return refuse(stepRefusals.days());
    const { partnershipId, officerId } = actor;
    const at = this.clock.now();
    await this.dataSource.transaction(async (manager) => {
      await manager.save(RequestStandard, { partnershipId, ...days, changedAt: at, changedBy: officerId });
      await this.ledger.append(manager, {
        event: 'RequestStandardChanged',
        ...actorFields(actor),
        subject: { kind: 'partnership', id: partnershipId },
        at,
        facts: days,
      });
    });
    return accept(days);
  }

  /** Changes the rule of the actor's agency. Refuses a rule that is not among those offered. */
  async changeFourEyes(actor: Actor, rule: string): Promise<Result<FourEyes>> {
    if (!isKeyOf(FOUR_EYES, rule)) return refuse(stepRefusals.unknownChoice());
    const { partnershipId, agencyId, officerId } = actor;
    const at = this.clock.now();
    await this.dataSource.transaction(async (manager) => {
      await manager.save(FourEyesRule, { partnershipId, agencyId, rule, changedAt: at, changedBy: officerId });
      await this.ledger.append(manager, {
        event: 'FourEyesChanged',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at,
        facts: { rule },
      });
    });
    return accept(rule);
  }
}
