import type { BreachView, HistoryLine } from '@broker/breach';
import type { HolidayCalendar } from '@broker/working-calendar';

/** What the page is made of. `may`: the acts that are open to the person. */
export interface BreachFacts {
  view: BreachView;
  history: readonly HistoryLine[];
  calendar: HolidayCalendar;
  now: Date;
  agencyId: string;
  isManager: boolean;
  may: ReadonlySet<string>;
}
