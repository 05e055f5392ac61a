import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import { addProclaimedDay, HOLIDAY_CALENDAR, type Division, type HolidayCalendar } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';

/** One number, known to every broker: held shared while counting, alone while a day is added. */
const CALENDAR_LOCK = 1_971_0001;

/** A day off that an operator added, as pages show it. */
export interface AddedDay {
  id: string;
  on: LocalDate;
  title: string;
  divisions: Division[];
  source: string;
  addedAt: Date;
}

/** The calendar as it is today: the delivered one and the days proclaimed since. */
@Injectable()
export class CalendarService {
  private known: { key: string; editions: HolidayCalendar[] } = { key: '', editions: [HOLIDAY_CALENDAR] };

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The delivered calendar with every proclaimed day; its version names them.
   * @param manager of a transaction, in which the calendar then stands still until its end: what is counted in it, is counted right.
   */
  async current(manager?: EntityManager): Promise<HolidayCalendar> {
    if (manager) await this.share(manager);
    return (await this.editions(manager)).at(-1)!;
  }

  /** The calendar as it was under a version, which a deadline was counted with; null when this program was delivered with another one since. */
  async asOf(version: string): Promise<HolidayCalendar | null> {
    return (await this.editions()).find((edition) => edition.version === version) ?? null;
  }

  /** Keeps the calendar as it is until the transaction ends. */
  async share(manager: EntityManager): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [CALENDAR_LOCK]);
  }

  /** Waits until nobody is counting, and keeps others from it until the transaction ends. */
  async hold(manager: EntityManager): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [CALENDAR_LOCK]);
  }

  /** The days that were added, in the order in which they were. */
  proclaimed(manager: EntityManager = this.dataSource.manager): Promise<AddedDay[]> {
    return manager.query<AddedDay[]>(
      `SELECT id, day_on::text AS "on", title, divisions, source, added_at AS "addedAt"
         FROM proclaimed_day ORDER BY added_at, id`,
    );
  }

  /** The calendar as delivered, then after each day that was added. Calendars never change, so they are made once. */
  private async editions(manager?: EntityManager): Promise<HolidayCalendar[]> {
    const days = await this.proclaimed(manager);
    const key = days.map(({ id }) => id).join();
    if (this.known.key !== key) this.known = { key, editions: withDays(days) };
    return this.known.editions;
  }
}

/** A day that the delivered calendar has come to know by itself is left to it. */
function withDays(days: readonly AddedDay[]): HolidayCalendar[] {
  const editions = [HOLIDAY_CALENDAR];
  for (const { on, title, divisions, source } of days) {
    const added = addProclaimedDay(editions.at(-1)!, { on, title, divisions, source });
    if (added.ok) editions.push(added.value);
  }
  return editions;
}
