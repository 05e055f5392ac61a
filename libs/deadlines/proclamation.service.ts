import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem } from '@broker/platform';
import { addProclaimedDay, endOfLondonDay, type HolidayCalendar, type ProclaimedDay } from '@broker/working-calendar';
import { DataSource, IsNull, Not, type EntityManager } from 'typeorm';
import { CalendarService } from './calendar.service.js';
import { DeadlineRow } from './deadline.entity.js';
import { about, DeadlineService, factsOf } from './deadline.service.js';
import { recount, type Move, type OpenClock } from './domain/index.js';
import { MovedDeadlines, type MovedDeadline } from './moved-deadlines.js';
import { ProclaimedDayRow } from './proclaimed-day.entity.js';

/** The operator who adds a day, by ids. */
export interface Proclaimer {
  officerId: string;
  agencyId: string;
  partnershipId: string;
}

type OpenRow = DeadlineRow & OpenClock;

/** What a proclaimed day would do. */
export interface ProclamationPreview {
  day: ProclaimedDay;
  /** The calendar with the day in it. */
  calendar: HolidayCalendar;
  /** Open deadlines of the operator's partnership that move, the one due first on top. */
  moves: Move<OpenRow>[];
  /** How many move in other partnerships, of which the operator sees no more. */
  movesElsewhere: number;
  /** How many open deadlines are counted again and keep their date. */
  unmoved: number;
  /** Names exactly this effect; the act refuses when it would be another. */
  seal: string;
}

const previewIsOld: Refusal = {
  code: 'deadlines/preview-is-old',
  clause: 'ISA-32a',
  message: 'Deadlines or the calendar have changed since you looked at what the day would move.',
  mend: 'Look at what the day moves now, and confirm that.',
};

/**
 * Adds proclaimed days to the calendar, after showing what they move. Closed deadlines never change. The calendar is that of the whole
 * installation, so this works as the system does; of other partnerships it tells a number alone.
 */
@Injectable()
export class ProclamationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly calendars: CalendarService,
    private readonly deadlines: DeadlineService,
    private readonly moved: MovedDeadlines,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What a day off would move, without changing anything. A day in the past is taken too: the calendar must be right for deadlines
   * counted later from before it. Refusals: those of `addProclaimedDay`, and of a clock that cannot be counted any more.
   */
  async preview(by: Proclaimer, day: ProclaimedDay): Promise<Result<ProclamationPreview>> {
    return asSystem(async () => this.effect(this.dataSource.manager, await this.calendars.current(), by, day, false));
  }

  /**
   * Adds a day off: open deadlines are counted again, those that move get a new version beside the old one, everyone concerned is told
   * once. All of it happens, or nothing. @returns what it did.
   * Refusals: those of `preview`; `deadlines/preview-is-old` when `seal` names another effect than the one it would have.
   */
  async proclaim(by: Proclaimer, day: ProclaimedDay, seal: string): Promise<Result<ProclamationPreview>> {
    try {
      return await asSystem(() =>
        this.dataSource.transaction(async (manager) => {
          await this.calendars.hold(manager);
          const effect = await this.effect(manager, await this.calendars.current(manager), by, day, true);
          if (!effect.ok) return effect;
          if (effect.value.seal !== seal) throw new RefusedError(previewIsOld);
          await this.add(manager, by, effect.value);
          return effect;
        }),
      );
    } catch (error) {
      if (error instanceof RefusedError) return refuse(error.refusal);
      throw error;
    }
  }

  private async effect(
    manager: EntityManager,
    before: HolidayCalendar,
    by: Proclaimer,
    day: ProclaimedDay,
    lock: boolean,
  ): Promise<Result<ProclamationPreview & { all: Move<OpenRow>[] }>> {
    const calendar = addProclaimedDay(before, { ...day, title: day.title.trim(), source: day.source.trim() });
    if (!calendar.ok) return calendar;
    const open = (await manager.find(DeadlineRow, {
      where: { state: 'armed', clock: Not(IsNull()) },
      order: { dueAt: 'ASC', id: 'ASC' },
      ...(lock && { lock: { mode: 'pessimistic_write' as const } }),
    })) as OpenRow[];
    const all = recount(open, calendar.value);
    if (!all.ok) return all;
    const moves = all.value.filter(({ open: { partnershipId } }) => partnershipId === by.partnershipId);
    const named = all.value.map(({ open: { id }, counted }) => [id, counted.dueOn]);
    return accept({
      day,
      calendar: calendar.value,
      moves,
      movesElsewhere: all.value.length - moves.length,
      unmoved: open.length - all.value.length,
      seal: createHash('sha256')
        .update(JSON.stringify([calendar.value.version, named]))
        .digest('hex'),
      all: all.value,
    });
  }

  private async add(
    manager: EntityManager,
    by: Proclaimer,
    { day, calendar, all }: ProclamationPreview & { all: Move<OpenRow>[] },
  ): Promise<void> {
    const at = this.clock.now();
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    const added = await manager.save(ProclaimedDayRow, {
      dayOn: day.on,
      title: day.title.trim(),
      divisions: [...day.divisions],
      source: day.source.trim(),
      addedBy: by.officerId,
      addedAt: now,
    });
    await this.ledger.append(manager, {
      event: 'DayProclaimed',
      partnershipId: by.partnershipId,
      agencyId: by.agencyId,
      officerId: by.officerId,
      subject: { kind: 'proclaimed-day', id: added.id },
      at,
      facts: { dayOn: day.on, divisions: [...day.divisions].sort().join('+'), moved: all.length },
    });
    const moved: MovedDeadline[] = [];
    for (const move of all) moved.push(await this.move(manager, move, calendar, at));
    await this.moved.tell(manager, { day, moved, at });
  }

  private async move(
    manager: EntityManager,
    { open, counted }: Move<OpenRow>,
    calendar: HolidayCalendar,
    at: Date,
  ): Promise<MovedDeadline> {
    await this.deadlines.close(manager, open, 'superseded', at);
    const { id: _id, ...kept } = open;
    const deadline = await this.deadlines.insert(manager, {
      ...kept,
      dueOn: counted.dueOn,
      dueAt: counted.dueAt ?? endOfLondonDay(counted.dueOn),
      calendarVersion: calendar.version,
      version: open.version + 1,
      armedAt: at,
    });
    await this.ledger.append(manager, {
      event: 'DeadlineMoved',
      ...about(deadline),
      at,
      facts: {
        ...factsOf(deadline),
        replaces: open.id,
        fromOn: open.dueOn,
        toOn: deadline.dueOn,
        version: deadline.version,
      },
    });
    return { deadline, fromOn: open.dueOn };
  }
}
