import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MovedDeadlines, type MovedDeadline, type ProclaimedMove } from '@broker/deadlines';
import { londonDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import type { Role } from '../domain/index.js';
import { CoverService } from './cover.service.js';

/** Who is told for an agency: the first of these posts that somebody holds today. */
const POSTS: readonly Role[] = ['designated-officer', 'signing-officer'];

/**
 * Tells whoever has to keep a deadline that a proclaimed day has moved it (ISA-32), in the transaction that moves it, and therefore in
 * its scope: that of the system, since a proclaimed day moves deadlines of every partnership.
 */
@Injectable()
export class MovedDeadlineNotices implements OnModuleInit {
  constructor(
    private readonly moved: MovedDeadlines,
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
  ) {}

  onModuleInit(): void {
    this.moved.register((manager, move) => this.tell(manager, move));
  }

  private async tell(manager: EntityManager, move: ProclaimedMove): Promise<void> {
    for (const one of move.moved) await this.tellOne(manager, move, one);
  }

  private async tellOne(
    manager: EntityManager,
    { day, at }: ProclaimedMove,
    { deadline, fromOn }: MovedDeadline,
  ): Promise<void> {
    const { id, partnershipId, kind, clause, dueOn } = deadline;
    if (partnershipId === null) return;
    await this.notices.send(manager, {
      key: `deadline-moved:${id}`,
      partnershipId,
      officerIds: await this.concerned(manager, partnershipId, deadline.agencyId, at),
      kind: 'deadline-moved',
      clause,
      subject: { kind: 'deadline', id },
      facts: { duty: kind, fromOn, toOn: dueOn, dayOn: day.on, day: day.title },
      at,
    });
  }

  /** The officers of the agency whose turn it is; the partnership's managers where it is everybody's, or where it has nobody. */
  private async concerned(
    manager: EntityManager,
    partnershipId: string,
    agencyId: string | null,
    at: Date,
  ): Promise<string[]> {
    const on = londonDate(at);
    for (const role of agencyId === null ? [] : POSTS) {
      const reached = await this.cover.reach(manager, { partnershipId, agencyId, role, on });
      if (reached.length > 0) return reached.map(({ officerId }) => officerId);
    }
    const managers = await this.cover.reach(manager, {
      partnershipId,
      agencyId: null,
      role: 'partnership-manager',
      on,
    });
    return managers.map(({ officerId }) => officerId);
  }
}
