import { accept, type LocalDate, type Result } from '@broker/kernel';
import { readClock, type ClockName, type Deadline, type HolidayCalendar } from '@broker/working-calendar';

/** An open deadline as far as its date is counted. */
export interface OpenClock {
  id: string;
  clock: ClockName;
  startOn: LocalDate;
  terms: object | null;
  dueOn: LocalDate;
}

/** A deadline whose date another calendar moves. */
export interface Move<C extends OpenClock = OpenClock> {
  open: C;
  /** The same clock counted with the other calendar. */
  counted: Deadline;
}

/**
 * Counts open deadlines again, each from its own start. @returns those whose date changes, in the order given; the rest stay as they are.
 * Refuses, as its clock does, when one of them cannot be counted with the calendar.
 */
export function recount<C extends OpenClock>(open: readonly C[], calendar: HolidayCalendar): Result<Move<C>[]> {
  const moves: Move<C>[] = [];
  for (const one of open) {
    const counted = readClock(calendar, one.clock, one.startOn, one.terms);
    if (!counted.ok) return counted;
    if (counted.value.dueOn !== one.dueOn) moves.push({ open: one, counted: counted.value });
  }
  return accept(moves);
}
