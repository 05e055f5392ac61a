import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  CalendarService,
  DeadlineKinds,
  DeadlineService,
  MovedDeadlines,
  type DeadlineRow,
  type MovedDeadline,
} from '@broker/deadlines';
import { CoverService } from '@broker/identity';
import { CLOCK, DomainError, londonDate, RefusedError, type Clock, type LocalDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import { breakGlassReview } from '@broker/working-calendar';
import type { EntityManager } from 'typeorm';
import { BreakGlass } from './break-glass.entity.js';

const REVIEW = 'break-glass-review';

type Opened = Pick<BreakGlass, 'id' | 'partnershipId' | 'ownerAgencyId'>;

/** Has each emergency opening judged within five working days, and tells the owning agency of it (ISA-26, ISA-30). */
@Injectable()
export class BreakGlassReviewService implements OnModuleInit {
  constructor(
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
    private readonly calendars: CalendarService,
    private readonly kinds: DeadlineKinds,
    private readonly deadlines: DeadlineService,
    private readonly moved: MovedDeadlines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: REVIEW,
      alarms: [
        { name: 'reminder-1', offsetDays: -1 },
        { name: 'due', offsetDays: 0 },
      ],
      ring: async (manager, deadline, alarm) => this.remind(manager, deadline, alarm),
    });
    this.moved.register(async (manager, { moved }) => {
      for (const one of moved) await this.follow(manager, one);
    });
  }

  /** The last day for judging what is opened at `now`. Throws RefusedError where the calendar ends. */
  async lastDayOn(manager: EntityManager, now: Date): Promise<LocalDate> {
    const counted = breakGlassReview(await this.calendars.current(manager), londonDate(now));
    if (!counted.ok) throw new RefusedError(counted.refusal);
    return counted.value.dueOn;
  }

  /** Arms the deadline for the owning agency, in the transaction of the opening. */
  async arm(manager: EntityManager, opening: Opened & { reviewDueOn: LocalDate }, at: Date): Promise<void> {
    await this.deadlines.arm(manager, {
      partnershipId: opening.partnershipId,
      agencyId: opening.ownerAgencyId,
      kind: REVIEW,
      subject: { kind: 'break-glass', id: opening.id },
      clause: 'ISA-26',
      startOn: londonDate(at),
      dueOn: opening.reviewDueOn,
      clock: REVIEW,
      terms: null,
      at,
    });
  }

  /** The opening has been judged. */
  async meet(manager: EntityManager, id: string, at: Date): Promise<void> {
    await this.deadlines.meet(manager, { kind: REVIEW, subject: { kind: 'break-glass', id } }, at);
  }

  /** Tells whoever is designated officer of the owning agency today, and every auditor of the partnership. */
  async tellOwner(
    manager: EntityManager,
    { id, partnershipId, ownerAgencyId }: Opened,
    kind: 'break-glass-opened' | 'break-glass-review-due',
    facts: Record<string, string | number>,
    at: Date,
    occasion = 'opened',
  ): Promise<void> {
    const on = londonDate(at);
    const owners = await this.cover.reach(manager, {
      partnershipId,
      agencyId: ownerAgencyId,
      role: 'designated-officer',
      on,
    });
    const auditors = await this.cover.reach(manager, { partnershipId, agencyId: null, role: 'auditor', on });
    await this.notices.send(manager, {
      key: `${kind}:${id}:${occasion}`,
      partnershipId,
      officerIds: [...owners, ...auditors].map(({ officerId }) => officerId),
      kind,
      clause: 'ISA-26',
      subject: { kind: 'break-glass', id },
      facts,
      at,
    });
  }

  private async remind(manager: EntityManager, deadline: DeadlineRow, alarm: string): Promise<void> {
    const opening = await manager.findOneBy(BreakGlass, { id: deadline.subjectId });
    if (!opening) throw new DomainError(`The alarm ${alarm} names an opening that is not there.`);
    const { reviewDueOn } = opening;
    await this.tellOwner(manager, opening, 'break-glass-review-due', { reviewDueOn }, this.clock.now(), alarm);
  }

  /** A proclaimed day has moved the deadline: the opening is judged late by its new date. */
  private async follow(manager: EntityManager, { deadline }: MovedDeadline): Promise<void> {
    if (deadline.kind !== REVIEW) return;
    await manager.update(BreakGlass, deadline.subjectId, { reviewDueOn: deadline.dueOn });
  }
}
