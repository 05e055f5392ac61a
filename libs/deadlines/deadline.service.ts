import { Injectable } from '@nestjs/common';
import { DomainError, type Clause, type LocalDate } from '@broker/kernel';
import { LedgerService, type LedgerSubject } from '@broker/ledger';
import { endOfLondonDay, readClock, type ClockName } from '@broker/working-calendar';
import type { EntityManager } from 'typeorm';
import { CalendarService } from './calendar.service.js';
import { DeadlineAlarm } from './deadline-alarm.entity.js';
import { DeadlineRow } from './deadline.entity.js';
import { DeadlineKinds } from './deadline-kinds.js';
import { alarmTimes, closingState } from './domain/index.js';

/** A deadline to be armed. */
export interface NewDeadline {
  partnershipId: string | null;
  /** Whose turn it is; null: everybody's. */
  agencyId: string | null;
  /** A kind that a room has declared (DeadlineKinds). */
  kind: string;
  subject: LedgerSubject;
  clause: Clause;
  startOn: LocalDate;
  dueOn: LocalDate;
  /** The clock that `dueOn` was counted by from `startOn` and `terms`; null where the date is fixed. */
  clock: ClockName | null;
  terms: object | null;
  /** When the clock was started, by the caller's clock. */
  at: Date;
  /** The instant at which a term counted in hours runs out. */
  dueAt?: Date;
}

/** Which deadline: at most one of a kind is open for a subject. */
export interface DeadlineOf {
  kind: string;
  subject: LedgerSubject;
}

/** Arms and closes deadlines, in the transaction of the act that starts or ends the clock. Each leaves its ledger entry. */
@Injectable()
export class DeadlineService {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly calendars: CalendarService,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * Arms a deadline with its alarms. @returns its id.
   * Throws DomainError when no room declares the kind, or the clock named does not give the date; the database refuses a second
   * open deadline of one kind for one subject.
   */
  async arm(manager: EntityManager, deadline: NewDeadline): Promise<string> {
    const calendarVersion = await this.checkDate(manager, deadline);
    const [{ version }] = await manager.query<[{ version: number }]>(
      `SELECT coalesce(max(version), 0) + 1 AS version FROM deadline
        WHERE kind = $1 AND subject_kind = $2 AND subject_id = $3`,
      [deadline.kind, deadline.subject.kind, deadline.subject.id],
    );
    const { subject, at, dueAt, ...rest } = deadline;
    const row = await this.insert(manager, {
      ...rest,
      subjectKind: subject.kind,
      subjectId: subject.id,
      dueAt: dueAt ?? endOfLondonDay(deadline.dueOn),
      calendarVersion,
      version,
      state: 'armed',
      armedAt: at,
      closedAt: null,
    });
    await this.ledger.append(manager, {
      event: 'DeadlineSet',
      ...about(row),
      at,
      facts: { ...factsOf(row), startOn: row.startOn, dueOn: row.dueOn, version: row.version },
    });
    return row.id;
  }

  /** Puts a deadline and its alarms into the database as they are given. */
  async insert(manager: EntityManager, row: Omit<DeadlineRow, 'id'>): Promise<DeadlineRow> {
    const { alarms } = this.kinds.of(row.kind);
    const saved = await manager.save(DeadlineRow, row);
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT broker_now() AS now');
    const times = alarmTimes(alarms, row.dueOn, row.dueAt, now);
    if (times.length > 0) {
      await manager.insert(
        DeadlineAlarm,
        times.map((time) => ({ ...time, deadlineId: saved.id, state: 'armed' as const })),
      );
    }
    return saved;
  }

  /** Marks the open deadline as done, late when its day was over by then; its alarms fall silent. Nothing open: nothing happens. */
  async meet(manager: EntityManager, of: DeadlineOf, at: Date): Promise<void> {
    const row = await this.lockOpen(manager, of);
    if (!row) return;
    const state = closingState(row.dueAt, at);
    await this.close(manager, row, state, at);
    await this.ledger.append(manager, {
      event: 'DeadlineMet',
      ...about(row),
      at,
      facts: { ...factsOf(row), dueOn: row.dueOn, late: state === 'late' },
    });
  }

  /** Closes the open deadline because nothing is owed any more; its alarms fall silent. Nothing open: nothing happens. */
  async cancel(manager: EntityManager, of: DeadlineOf, at: Date): Promise<void> {
    const row = await this.lockOpen(manager, of);
    if (!row) return;
    await this.close(manager, row, 'cancelled', at);
    await this.ledger.append(manager, {
      event: 'DeadlineCancelled',
      ...about(row),
      at,
      facts: { ...factsOf(row), dueOn: row.dueOn },
    });
  }

  /** Ends a deadline that is open and locked. */
  async close(
    manager: EntityManager,
    { id }: DeadlineRow,
    state: 'met' | 'late' | 'cancelled' | 'superseded',
    at: Date,
  ): Promise<void> {
    await manager.update(DeadlineRow, { id }, { state, closedAt: at });
    await manager.update(DeadlineAlarm, { deadlineId: id, state: 'armed' }, { state: 'cancelled' });
  }

  private async lockOpen(manager: EntityManager, { kind, subject }: DeadlineOf): Promise<DeadlineRow | null> {
    // Calendar before deadline, as when a day is added: what is met here may be followed by what is armed.
    await this.calendars.share(manager);
    return manager.findOne(DeadlineRow, {
      where: { kind, subjectKind: subject.kind, subjectId: subject.id, state: 'armed' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Lets a date pass that its clock gives today. @returns the edition of the calendar; null for a fixed date. */
  private async checkDate(manager: EntityManager, deadline: NewDeadline): Promise<string | null> {
    const { clock, startOn, terms, dueOn } = deadline;
    if (clock === null) return null;
    const calendar = await this.calendars.current(manager);
    const counted = readClock(calendar, clock, startOn, terms);
    if (!counted.ok) throw new DomainError(`The clock ${clock} cannot be counted: ${counted.refusal.code}`);
    if (counted.value.dueOn !== dueOn) {
      throw new DomainError(`The clock ${clock} gives ${counted.value.dueOn} from ${startOn}, not ${dueOn}.`);
    }
    return calendar.version;
  }
}

/** Whom and what an entry about a deadline is about. */
export const about = (row: DeadlineRow) => ({
  partnershipId: row.partnershipId,
  agencyId: row.agencyId,
  officerId: null,
  subject: { kind: row.subjectKind, id: row.subjectId },
});

/** The particulars that every entry about a deadline carries. */
export const factsOf = (row: DeadlineRow) => ({ deadlineId: row.id, deadline: row.kind, clause: row.clause });
