import type { LocalDate } from '@broker/kernel';
import type { HolidayCalendar } from '@broker/working-calendar';
import type { Breach, BreachActor, Partner } from './breach.js';

/** What the rules may know beside the breach itself. */
export interface BreachContext {
  now: Date;
  /** The date in London at `now`. */
  today: LocalDate;
  calendar: HolidayCalendar;
  actor: BreachActor;
  /** The agencies named in the agreement. */
  partners: readonly Partner[];
  /** The day of the partnership's first agreement. */
  agreementOn: LocalDate;
  /** The breach that a merge is to go into, where there is one that the actor may see. */
  target: Breach | null;
  /** A new id for each call. */
  newId: () => string;
}
