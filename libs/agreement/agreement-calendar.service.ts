import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, DeadlineService, type DeadlineRow } from '@broker/deadlines';
import { CLOCK, londonDate, type Clock, type LocalDate } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import type { EntityManager } from 'typeorm';
import { AgreementTidings } from './agreement-tidings.service.js';
import { AgreementVersion } from './agreement-version.entity.js';
import { nextVersionState } from './domain/index.js';

/** The review of the agreement that is due (ISA-22); its subject is the partnership. */
export const REVIEW = 'agreement-review';

/** The last day of the versions before one (ISA-10); its subject is the version that takes their place. */
export const OLD_END = 'agreement-end';

/** The days that an agreement sets: when it is reviewed, and when the version before it ends. */
@Injectable()
export class AgreementCalendar implements OnModuleInit {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly deadlines: DeadlineService,
    private readonly tidings: AgreementTidings,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: REVIEW,
      alarms: [
        { name: 'reminder-30', offsetDays: -30 },
        { name: 'reminder-7', offsetDays: -7 },
        { name: 'due', offsetDays: 0 },
        { name: 'late-1', offsetDays: 1 },
      ],
      ring: async (manager, { partnershipId, dueOn }, alarm) => {
        if (partnershipId) await this.tidings.remindOfReview(manager, partnershipId, dueOn, alarm);
      },
    });
    this.kinds.register({
      kind: OLD_END,
      alarms: [
        { name: 'reminder-7', offsetDays: -7 },
        { name: 'ended', offsetDays: 0 },
      ],
      ring: async (manager, deadline, alarm) => {
        if (alarm === 'ended') return this.endOld(manager, deadline);
        const version = await manager.findOneByOrFail(AgreementVersion, { id: deadline.subjectId });
        await this.tidings.askForSignatures(manager, version, alarm);
      },
    });
  }

  /** Asks for signatures under a version that is sent, and arms the days that it sets: its review in place of the one before, and the end of older versions. */
  async versionSent(manager: EntityManager, version: AgreementVersion, at: Date): Promise<void> {
    const { id, partnershipId, reviewOn, oldEndsOn } = version;
    await this.tidings.askForSignatures(manager, version, 'sent');
    if (reviewOn) {
      await this.deadlines.cancel(manager, { kind: REVIEW, subject: { kind: 'partnership', id: partnershipId } }, at);
      await this.armReview(manager, partnershipId, reviewOn, at);
    }
    if (oldEndsOn) {
      await this.deadlines.arm(manager, {
        partnershipId,
        agencyId: null,
        kind: OLD_END,
        subject: { kind: 'agreement-version', id },
        clause: 'ISA-10',
        startOn: londonDate(at),
        dueOn: oldEndsOn,
        clock: null,
        terms: null,
        at,
      });
    }
  }

  /** A review was held: what was due is done, and the next one is armed. */
  async reviewed(manager: EntityManager, partnershipId: string, nextReviewOn: LocalDate, at: Date): Promise<void> {
    await this.deadlines.meet(manager, { kind: REVIEW, subject: { kind: 'partnership', id: partnershipId } }, at);
    await this.armReview(manager, partnershipId, nextReviewOn, at);
  }

  private async armReview(manager: EntityManager, partnershipId: string, dueOn: LocalDate, at: Date): Promise<void> {
    await this.deadlines.arm(manager, {
      partnershipId,
      agencyId: null,
      kind: REVIEW,
      subject: { kind: 'partnership', id: partnershipId },
      clause: 'ISA-22',
      startOn: londonDate(at),
      dueOn,
      clock: null,
      terms: null,
      at,
    });
  }

  /** Marks the older versions as superseded. That they count no more is a matter of the date itself, however late this runs. */
  private async endOld(manager: EntityManager, { subjectId }: DeadlineRow): Promise<void> {
    const now = this.clock.now();
    const newer = await manager.findOneByOrFail(AgreementVersion, { id: subjectId });
    const older = await manager.query<Pick<AgreementVersion, 'id' | 'version' | 'state'>[]>(
      `SELECT id, version, state FROM agreement_version
        WHERE partnership_id = $1 AND version < $2 AND state IN ('sent','in-force') ORDER BY version FOR UPDATE`,
      [newer.partnershipId, newer.version],
    );
    for (const { id, version, state } of older) {
      const next = nextVersionState(state, 'end');
      if (!next.ok) continue;
      await manager.update(AgreementVersion, id, { state: next.value });
      await this.ledger.append(manager, {
        event: 'AgreementVersionEnded',
        partnershipId: newer.partnershipId,
        agencyId: null,
        officerId: null,
        subject: { kind: 'agreement-version', id },
        at: now,
        facts: { version },
      });
    }
    await this.deadlines.cancel(manager, { kind: OLD_END, subject: { kind: 'agreement-version', id: subjectId } }, now);
  }
}
