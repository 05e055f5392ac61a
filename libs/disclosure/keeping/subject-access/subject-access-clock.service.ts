import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CalendarService, DeadlineKinds, DeadlineService } from '@broker/deadlines';
import { orThrow, type LocalDate } from '@broker/kernel';
import { subjectAccess } from '@broker/working-calendar';
import type { EntityManager } from 'typeorm';
import { KeepingNotices } from '../keeping-notices.service.js';
import type { SubjectAccess } from './subject-access.entity.js';

/** The kinds of deadline of a subject access request: its answer, and a partner's view. */
export const ACCESS_ANSWER = 'subject-access-answer';
export const PARTNER_VIEW = 'partner-view';

/** What its last day depends on. */
type Counted = Pick<SubjectAccess, 'receivedOn' | 'extendedFor' | 'pausedDays'>;

/** Keeps the deadline of a subject access request, which stands still, goes on and is extended (ISA-17e). */
@Injectable()
export class SubjectAccessClock implements OnModuleInit {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly deadlines: DeadlineService,
    private readonly calendars: CalendarService,
    private readonly telling: KeepingNotices,
  ) {}

  onModuleInit(): void {
    const alarms = (days: number) => [
      { name: 'reminder', offsetDays: -days },
      { name: 'due', offsetDays: 0 },
    ];
    this.kinds.register({
      kind: ACCESS_ANSWER,
      title: 'Answer a person who asks for their own information',
      alarms: alarms(7),
      ring: (manager, deadline, alarm) => this.telling.remind(manager, deadline, alarm, 'subject-access-due'),
    });
    this.kinds.register({
      kind: PARTNER_VIEW,
      title: 'Give a partner your agency’s view on a subject access request',
      alarms: alarms(1),
      ring: (manager, deadline, alarm) => this.telling.remind(manager, deadline, alarm, 'consultation-due'),
    });
  }

  /** The last day by the calendar of today. */
  async dueOn(manager: EntityManager, counted: Counted): Promise<LocalDate> {
    const calendar = await this.calendars.current(manager);
    return orThrow(subjectAccess(calendar, counted.receivedOn, termsOf(counted))).dueOn;
  }

  /** Arms the answer. */
  async arm(
    manager: EntityManager,
    row: Counted & Pick<SubjectAccess, 'id' | 'partnershipId' | 'agencyId' | 'dueOn'>,
    at: Date,
  ): Promise<void> {
    const { id, partnershipId, agencyId, receivedOn, dueOn } = row;
    await this.deadlines.arm(manager, {
      partnershipId,
      agencyId,
      ...answerOf(id),
      clause: 'ISA-17e',
      at,
      startOn: receivedOn,
      dueOn,
      clock: 'sar',
      terms: termsOf(row),
    });
  }

  /** The clock stands still, or nothing is owed any more. */
  stop(manager: EntityManager, id: string, at: Date): Promise<void> {
    return this.deadlines.cancel(manager, answerOf(id), at);
  }

  /** The person was answered. */
  met(manager: EntityManager, id: string, at: Date): Promise<void> {
    return this.deadlines.meet(manager, answerOf(id), at);
  }

  /** Questions that partners have not answered need no answer any more. */
  async silence(manager: EntityManager, id: string, at: Date): Promise<void> {
    const open = await manager.query<{ id: string }[]>(
      'SELECT id FROM subject_access_consultation WHERE subject_access_id = $1 AND answered_at IS NULL',
      [id],
    );
    for (const one of open) await this.deadlines.cancel(manager, viewOf(one.id), at);
  }
}

const termsOf = ({ extendedFor, pausedDays }: Counted) => ({ isExtended: extendedFor !== null, pausedDays });

const answerOf = (id: string) => ({ kind: ACCESS_ANSWER, subject: { kind: 'subject-access', id } });

/** The deadline of a partner's view. */
export const viewOf = (id: string) => ({ kind: PARTNER_VIEW, subject: { kind: 'consultation', id } });
